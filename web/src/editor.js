// The SPARQL editor in place of the plain field, which stays the form's field.
import { autocompletion, completeFromList } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";

const looks = EditorView.theme({
  "&": { fontSize: ".9375rem", backgroundColor: "var(--paper)", color: "var(--ink)" },
  "&.cm-focused": { outline: "3px solid var(--focus)" },
  ".cm-scroller": { fontFamily: 'ui-monospace, "Liberation Mono", "DejaVu Sans Mono", monospace', lineHeight: "1.45", minHeight: "16rem" },
  ".cm-gutters": { backgroundColor: "var(--sheet)", color: "var(--soft)", border: "0" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--planned-bg) !important" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", border: "1px solid var(--line)", color: "var(--ink)" },
});
const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--dispute)", fontWeight: "600" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--planned)" },
  { tag: [tags.string, tags.literal, tags.number], color: "var(--asserted)" },
  { tag: [tags.namespace, tags.tagName, tags.propertyName, tags.url], color: "var(--speculated)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--soft)", fontStyle: "italic" },
]);

for (const field of document.querySelectorAll("textarea[data-editor]")) replace(field);

function replace(field) {
  const form = field.form;
  const words = [...new Set(`${field.dataset.words ?? ""}`.split(" ").filter(Boolean))];
  const send = () => {
    form.requestSubmit();
    return true;
  };
  const place = document.createElement("div");
  place.className = "editor";
  field.after(place);
  // Styles made by scripts are refused by the page's policy, but not sheets adopted by a shadow tree.
  const root = place.attachShadow({ mode: "open" });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: field.value,
      extensions: [
        keymap.of([{ key: "Mod-Enter", run: send }]),
        lineNumbers(), history(), drawSelection(), indentOnInput(), bracketMatching(), highlightActiveLine(),
        autocompletion({ override: [completeFromList(words.map((label) => ({ label })))] }),
        sparql(), syntaxHighlighting(colours), looks, EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": field.labels[0]?.textContent ?? "", spellcheck: "false" }),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) field.value = update.state.doc.toString();
        }),
      ],
    }),
  });
  field.hidden = true;
  field.labels[0]?.addEventListener("click", () => view.focus());
}
