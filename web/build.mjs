// Bundles what the pages load on demand; the wheel carries the result, so that nobody needs Node to serve.
import { build } from "esbuild";
import { readdir, readFile, writeFile } from "node:fs/promises";

const target = "../src/chippolitik/serve/static/vendor";
const { metafile } = await build({
  entryPoints: { graph: "src/graph.js", editor: "src/editor.js" },
  outdir: target,
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2022",
  legalComments: "none",
  metafile: true,
});

// The licences of all that is in the bundles go with them.
const packages = new Set(
  Object.keys(metafile.inputs).flatMap((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? []),
);
const texts = [];
for (const name of [...packages].sort()) {
  const { version, license } = JSON.parse(await readFile(`node_modules/${name}/package.json`, "utf8"));
  const file = (await readdir(`node_modules/${name}`)).find((entry) => /^licen[cs]e/i.test(entry));
  texts.push(`${name} ${version} (${license})\n\n${file ? await readFile(`node_modules/${name}/${file}`, "utf8") : ""}`);
}
await writeFile(`${target}/licences.txt`, texts.join("\n\n----\n\n"));
