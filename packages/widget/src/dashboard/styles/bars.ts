/** Bars beside labels and columns over time, drawn in light. */
export const bars = `
.bars { display: grid; gap: 0.35em; align-content: start; flex: 1; line-height: 1.35; }
.bars li { display: grid; grid-template-columns: minmax(0, 1fr) auto; column-gap: 1em; }
.bar-label { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.bar-count { font-weight: 700; }
.bar { grid-column: 1 / 3; block-size: 3px; margin-block-start: 2px; border-radius: 2px; background: rgb(var(--cyan-light) / 10%); }
.bar span {
  display: block;
  block-size: 100%;
  inline-size: calc(var(--share) * 100%);
  min-inline-size: 3px;
  border-radius: inherit;
  background: linear-gradient(90deg, rgb(var(--cyan-light) / 55%), var(--cyan) 40%, var(--green)) var(--green);
  box-shadow: 0 0 9px rgb(var(--green-light) / 45%);
}
.steps .bar-label { white-space: normal; }
.steps .bar { block-size: 1.1em; }
.columns { flex: 1; display: flex; flex-direction: column; }
.columns .surface { flex: 1 0 7em; border-block-end: 1px solid var(--line-strong); }
.columns svg { position: absolute; inline-size: 100%; block-size: 100%; overflow: visible; }
.column-top { stop-color: var(--cyan); stop-opacity: 0.85; }
.column-bottom { stop-color: var(--cyan); stop-opacity: 0.08; }
.column-body { fill: url(#column-light); }
.column-cap { fill: var(--green); }
.column-body.pointed { fill: var(--cyan); }
.pointed-at { color: var(--bright); }
.columns-axis { display: flex; flex-wrap: wrap; justify-content: space-between; column-gap: 1em; white-space: nowrap; padding-block-start: 0.3em; color: var(--soft); font-size: 0.86em; }
.columns-axis.single { justify-content: center; }
@container dashboard (max-width: 440px) {
  .columns-axis :nth-child(2):not(:last-child) { order: 1; flex-basis: 100%; white-space: normal; }
}
@media (prefers-reduced-motion: no-preference) {
  .bar span { transition: inline-size 0.5s cubic-bezier(0.2, 0.8, 0.2, 1); }
}
@media (forced-colors: active) {
  .bar span { background: CanvasText; }
  .column-body { fill: CanvasText; }
}
`
