/** The menu of a panel, and how panels look as a picture and on paper. */
export const exporting = `
.panel-head { padding-inline-end: 2em; }
/* It comes with the answer: nothing may move then. */
.menu { position: absolute; inset: 0.85em 0.6em auto auto; margin: 0; }
.panel-head h2 { margin-inline-end: auto; }
.menu summary { list-style: none; display: grid; place-items: center; inline-size: 2em; min-inline-size: 0; min-block-size: 1.9em; padding: 0; border-color: transparent; background: none; color: var(--soft); }
.menu summary::-webkit-details-marker { display: none; }
.menu ul { position: absolute; z-index: 2; inset: calc(100% + 0.2em) 0 auto auto; display: grid; margin: 0; padding: 0.3em; list-style: none; border: 1px solid var(--line-strong); border-radius: 6px; background: var(--panel); box-shadow: 0 8px 30px rgb(0 0 0 / 50%); }
.menu li .button { inline-size: 100%; border-color: transparent; background: none; text-align: start; white-space: nowrap; }
.menu li .button:hover, .menu li .button:focus-visible { background: rgb(var(--cyan-light) / 12%); box-shadow: none; }
.panel:has(.menu[open]) { z-index: 1; }
.whole .scroll-box { position: static; max-block-size: none; overflow: visible; }
@media print {
  .dashboard { background: #fff; }
  .overlay { position: absolute; inline-size: 100%; block-size: auto; border: 0; overflow: visible; }
  .panels { display: block; }
  .panel-body { min-block-size: 0 !important; }
  .panel { margin-block-end: 1em; break-inside: avoid; box-shadow: none; }
  .scroll-box { position: static !important; max-block-size: none !important; overflow: visible; }
  :is(.view-tabs button, .range label):not([aria-current], :has(:checked)), label.compare, .connection-state, .connection-age, .top-buttons, details:not([open]), .menu, .more, .search, form, .row-buttons, .notices, .panel::before, .panel::after { display: none; }
  .choice { border: 0; appearance: none; }
  .value-button { text-decoration: none; }
}
`
