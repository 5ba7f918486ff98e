// What is shown, as a file: CSV for a spreadsheet, JSON as `medcode check --json` writes it.

const COLUMNS = ["file", "claim", "line", "severity", "status", "rule", "id", "codes", "segment", "element", "byte", "path", "row", "column", "message", "correction", "citation", "release", "sha256", "reason"];

/// A cell. Text that a spreadsheet would take for a formula is marked as text.
function cell(value) {
  const text = Array.isArray(value) ? value.join(" ") : String(value ?? "");
  const safe = typeof value === "string" && /^[=+@\t\r-]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function asCsv(findings) {
  const rows = findings.map((f) => COLUMNS.map((c) => cell(f[c])).join(","));
  save("findings.csv", "text/csv", `\u{feff}${COLUMNS.join(",")}\r\n${rows.join("\r\n")}\r\n`);
}

export function asJson(findings, files) {
  const of = files.map((f) => {
    const mine = findings.filter((one) => one.file === f.name).map(({ file, ...rest }) => rest);
    return { ...f.done, file: f.name, findings: mine };
  });
  save("findings.json", "application/json", JSON.stringify(of.length === 1 ? of[0] : of, null, 2));
}

function save(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
