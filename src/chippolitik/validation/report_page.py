"""Findings as one page of HTML that needs nothing else: no network, no other file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from chippolitik.validation.finding import Finding, Severity
from chippolitik.validation.report_table import ShapeCount, by_shape
from chippolitik.validation.wording import Style, clean, cut, place_text, severity_word, short, word

__all__ = ["page"]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
_STYLE = """
:root{color-scheme:light dark;--ink:#1c2430;--paper:#fff;--soft:#f2f4f7;--line:#d5dae1;--dim:#5a6675;
--violation:#b3261e;--warning:#8a5a00;--info:#1f5fa8}
@media(prefers-color-scheme:dark){:root{--ink:#e6eaf0;--paper:#14181e;--soft:#1e242c;--line:#39424e;--dim:#a3aebb;
--violation:#ff8a80;--warning:#f0b95a;--info:#8fc1ff}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem;max-width:72rem;background:var(--paper);color:var(--ink);
font:1rem/1.5 system-ui,sans-serif}
h1{font-size:1.5rem;margin:0 0 1rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid var(--line)}
td.n{text-align:right;font-variant-numeric:tabular-nums}
.bar{display:flex;flex-wrap:wrap;gap:1rem;align-items:center;padding:.6rem .8rem;background:var(--soft);
border-radius:.4rem}
.bar input[type=search]{flex:1;min-width:12rem;padding:.35rem .5rem;font:inherit;color:inherit;background:var(--paper);
border:1px solid var(--line);border-radius:.3rem}
article{border:1px solid var(--line);border-left:.3rem solid var(--mark);border-radius:.3rem;padding:.7rem 1rem;
margin:.8rem 0}
article p{margin:0 0 .4rem}
article blockquote{margin:.2rem 0 .6rem;padding-left:.8rem;border-left:2px solid var(--line);color:var(--dim)}
.s{font-weight:600;color:var(--mark)}.violation{--mark:var(--violation)}
.warning{--mark:var(--warning)}.info{--mark:var(--info)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .9rem;margin:0;font-size:.9rem}dt{color:var(--dim)}
dd{margin:0;overflow-wrap:anywhere}code{font-family:ui-monospace,monospace;font-size:.92em}
@media print{.bar{display:none}}
"""
_SCRIPT = """
const boxes=[...document.querySelectorAll('.bar input[type=checkbox]')],
search=document.querySelector('input[type=search]');
function filter(){const on=new Set(boxes.filter(b=>b.checked).map(b=>b.value)),words=search.value.toLowerCase();
for(const a of document.querySelectorAll('article'))
a.hidden=!on.has(a.className)||!a.textContent.toLowerCase().includes(words)}
boxes.forEach(b=>b.addEventListener('change',filter));search.addEventListener('input',filter);
"""


def page(findings: Sequence[Finding], style: Style) -> str:
    """Return the page: counts by shape, a filter, and each finding with its quote, place and suggested mend."""
    language = style.language
    title = word("Findings of validation", language)
    parts = [
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>",
    ]
    if findings:
        parts += _summary(by_shape(findings), language)
        parts += _filter(findings, language)
        parts += (line for finding in findings for line in _card(finding, style))
        if style.total > len(findings):
            parts.append(f"<p>{word('Only the first are shown; there are in all', language)} {style.total:,}.</p>")
        parts.append(f"<script>{_SCRIPT}</script>")
    else:
        parts.append(f"<p>{word('No findings.', language)}</p>")
    return "\n".join([*parts, "</body>\n</html>"])


def _summary(rows: Sequence[ShapeCount], language: str) -> Iterator[str]:
    yield f"<h2>{word('By shape', language)}</h2>\n<table>"
    for row in rows:
        yield (
            f'<tr class="{row.severity}"><td class="n">{row.count:,}</td>'
            f'<td class="s">{severity_word(row.severity, language)}</td><td>{_safe(row.constraint)}</td>'
            f"<td><code>{_safe(short(row.shape))}</code></td></tr>"
        )
    yield "</table>"


def _filter(findings: Sequence[Finding], language: str) -> Iterator[str]:
    counts = Counter(finding.severity for finding in findings)
    yield f"<h2>{word('All findings', language)}</h2>\n<div class=bar>"
    for severity in Severity:
        if counts[severity]:
            name = severity_word(severity, language)
            yield f'<label><input type="checkbox" value="{severity}" checked> {name} ({counts[severity]:,})</label>'
    search = word("Search", language)
    yield f'<input type="search" placeholder="{search}" aria-label="{search}">\n</div>'


def _card(finding: Finding, style: Style) -> Iterator[str]:
    language = style.language
    yield f'<article class="{finding.severity}">'
    yield (
        f'<p><span class="s">{severity_word(finding.severity, language)} {_safe(finding.constraint)}</span> '
        f"{_safe(finding.message(language))}</p>"
    )
    if finding.quote:
        yield f"<blockquote>{_safe(cut(finding.quote))}</blockquote>"
    rows = {
        "article": style.articles.get(finding.article, ""),
        "at": short(finding.focus),
        "path": short(finding.path),
        "value": "" if finding.value == finding.focus else cut(short(finding.value)),
        "shape": short(finding.shape),
        "file": place_text(finding, language),
    }
    yield "<dl>"
    for name, value in rows.items():
        if value:
            yield f"<dt>{word(name, language)}</dt><dd><code>{_safe(value)}</code></dd>"
    if mend := finding.mend(language):
        yield f"<dt>{word('mend', language)}</dt><dd>{_safe(mend)}</dd>"
    yield "</dl>\n</article>"


def _safe(text: str) -> str:
    return escape(clean(text))
