/** Few: a browser asks its system anew for each that is not there, at every size. */
export const FONTS = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"

/** Type, and what keeps the host page's styles out. */
export const base = `
:host { all: initial; }
*, ::before, ::after { box-sizing: border-box; }
h1, h2, p, dl, dd, ol, fieldset { margin: 0; padding: 0; border: 0; }
ol { list-style: none; }
.dashboard {
  container: dashboard / inline-size;
  color: var(--text);
  background-color: var(--night);
  background-image:
    radial-gradient(60em 30em at 88% -6em, rgb(var(--cyan-light) / 13%), transparent 70%),
    radial-gradient(50em 34em at -4% 104%, rgb(var(--green-light) / 9%), transparent 70%),
    repeating-linear-gradient(0deg, rgb(var(--cyan-light) / 2.5%) 0 1px, transparent 1px 40px),
    repeating-linear-gradient(90deg, rgb(var(--cyan-light) / 2.5%) 0 1px, transparent 1px 40px);
  font: 14px/1.45 ${FONTS};
  font-variant-numeric: tabular-nums;
  text-align: start;
  -webkit-text-size-adjust: 100%;
}
.page { min-block-size: 100vh; }
.overlay {
  inline-size: calc(100% - 3em);
  block-size: calc(100% - 3em);
  max-inline-size: none;
  max-block-size: none;
  margin: auto;
  padding: 0;
  border: 1px solid var(--line-strong);
  border-radius: 10px;
  box-shadow: 0 0 0 1px rgb(0 0 0 / 60%), 0 0 60px rgb(var(--cyan-light) / 22%), 0 30px 90px rgb(0 0 0 / 70%);
  overflow: auto;
  overscroll-behavior: contain;
  scrollbar-color: var(--line-strong) transparent;
}
.overlay:not([open]) { display: none; }
.overlay::backdrop { background: rgb(2 5 8 / 72%); }
@media (max-width: 700px) {
  .overlay { inline-size: 100%; block-size: 100%; border: 0; border-radius: 0; }
}
:focus-visible { outline: 2px solid var(--green); outline-offset: 2px; border-radius: 3px; }
.heard-only {
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
@media (prefers-reduced-motion: no-preference) {
  .overlay[open] { animation: appear 0.22s ease-out; }
  @keyframes appear { from { opacity: 0; transform: scale(0.985); } }
}
`
