// The W3C's HTML checker (vnu) on pages as they are served.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const JAR = createRequire(import.meta.url)("vnu-jar");

/** `pages` is a Map of name to HTML; fails with every error and its place. One start of Java for all of them. */
export async function isValid(pages) {
  const folder = mkdtempSync(join(tmpdir(), "openchair-html-"));
  try {
    for (const [name, html] of pages) writeFileSync(join(folder, `${name}.html`), html);
    const { messages } = JSON.parse(await vnu(folder));
    const faults = messages.filter(({ type }) => type === "error" || type === "non-document-error");
    if (faults.length > 0) {
      const lines = faults.map(({ url, lastLine, message, extract }) => `${url?.split("/").at(-1)}:${lastLine} ${message}\n      ${extract?.replace(/\s+/g, " ")}`);
      throw new Error(`vnu found ${faults.length}:\n  ${[...new Set(lines)].join("\n  ")}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function vnu(folder) {
  return new Promise((resolve, reject) => {
    execFile("java", ["-jar", JAR, "--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html", folder], { maxBuffer: 64e6 }, (error, out, err) =>
      error ? reject(new Error(`vnu did not run: ${err || error.message}`)) : resolve(out),
    );
  });
}
