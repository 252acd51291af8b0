/** What can be pressed, typed into or opened. */
export const controls = `
.button {
  min-block-size: 2.3em;
  min-inline-size: 2.6em;
  padding: 0.3em 0.8em;
  border: 1px solid var(--line-strong);
  border-radius: 5px;
  background: rgb(var(--cyan-light) / 7%);
  color: var(--text);
  font: inherit;
  cursor: pointer;
}
.button:hover { border-color: var(--cyan); box-shadow: 0 0 14px rgb(var(--cyan-light) / 35%); }
.button:disabled { opacity: 0.6; cursor: not-allowed; }
.button[aria-busy='true'] { cursor: progress; color: var(--soft); }
.icon { inline-size: 1em; block-size: 1em; fill: none; stroke: currentcolor; stroke-width: 1.6; stroke-linecap: round; vertical-align: -0.12em; }
select.button { padding-inline-end: 0.4em; background-color: var(--panel); }
.panel.key-help { margin: auto; inline-size: min(30em, calc(100% - 2em)); gap: 0.9em; background: var(--panel); color: var(--text); }
.key-help:not([open]) { display: none; }
.key-help::backdrop { background: rgb(2 5 8 / 60%); }
.key-help .button { align-self: start; }
kbd { padding: 0 0.5em; border: 1px solid var(--line-strong); border-radius: 4px; font: inherit; color: var(--cyan); }
.range { display: flex; flex-wrap: wrap; min-inline-size: 0; border: 1px solid var(--line); border-radius: 6px; background: var(--well); }
label.compare { display: flex; gap: 0.4em; align-items: center; color: var(--soft); cursor: pointer; }
.compare input { inline-size: 1em; block-size: 1em; accent-color: var(--green); }
.range label { position: relative; display: grid; place-items: center; min-block-size: 2.3em; padding: 0 0.85em; border-radius: 5px; color: var(--soft); cursor: pointer; }
.range input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
.dates { display: flex; gap: 0.4em; padding: 0 0.5em; align-items: center; }
.dates input { border: 0; background: none; color: var(--text); font: inherit; color-scheme: inherit; max-inline-size: 10.5em; }
.range label:hover { color: var(--text); }
.range label:has(:checked) {
  background: linear-gradient(180deg, rgb(var(--green-light) / 22%), rgb(var(--green-light) / 8%));
  box-shadow: inset 0 -2px var(--green), 0 0 16px rgb(var(--green-light) / 20%);
  color: var(--bright);
  font-weight: 700;
}
.range label:has(:focus-visible) { outline: 2px solid var(--green); outline-offset: 2px; }
details { margin-block-start: 0.5em; color: var(--soft); }
summary { cursor: pointer; inline-size: fit-content; }
summary:hover { color: var(--text); }
.scroll-box { max-block-size: 14em; overflow-y: auto; scrollbar-width: thin; scrollbar-color: var(--line-strong) transparent; }
table { inline-size: 100%; margin-block-start: 0.5em; border-collapse: collapse; font: inherit; }
th, td { padding: 0.15em 0; border-block-end: 1px solid var(--line); font-weight: 400; text-align: start; }
td { color: var(--text); }
.panel.token { display: grid; gap: 0.8em; justify-items: start; inline-size: min(34em, 100%); margin: 8vh auto; padding: 1.6em; }
.token input {
  inline-size: 100%;
  padding: 0.6em 0.8em;
  border: 1px solid var(--line-strong);
  border-radius: 5px;
  background: var(--well);
  color: var(--text);
  font: inherit;
}
.admin-form { display: flex; flex-wrap: wrap; gap: 0.6em; margin-block: 0.8em 1.4em; }
.empty.admin-form { display: grid; justify-items: start; margin-block: 0; }
.admin-form .token-problem:empty { display: none; }
.admin-form input { inline-size: 22em; max-inline-size: 100%; background: var(--well); cursor: text; }
.admin h3 { margin: 0; font-size: 1em; color: var(--text); }
.row-buttons { display: inline-flex; gap: 0.4em; }
.row-buttons .button { min-block-size: 0; padding-block: 0.05em; }
.asking { border-color: var(--rose); color: var(--rose); }
.secret { padding: 0.7em 0.9em; border: 1px solid var(--green); border-radius: 6px; background: rgb(var(--green-light) / 8%); }
.secret code { font: inherit; color: var(--green); overflow-wrap: anywhere; user-select: all; }
.server-says { overflow-wrap: anywhere; color: var(--soft); }
.token-problem { min-block-size: 1.45em; color: var(--rose); }
@container dashboard (max-width: 639px) {
  .range { inline-size: 100%; }
  .top-buttons .choice { max-inline-size: 8.5em; }
  .range label { flex: 1 0 auto; padding: 0 0.2em; }
}
@media (forced-colors: active) {
  .range label:has(:checked) { outline: 2px solid Highlight; }
}
`
