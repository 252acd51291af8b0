/** The bar above the panels, and the notice that floats over them. */
export const top = `
.top {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.7em 1.2em;
  padding-block: 0.1em 0.2em;
}
.brand { display: flex; align-items: center; gap: 0.7em; margin-inline-end: auto; }
.logo { inline-size: 2.3em; block-size: 2.1em; fill: var(--green); filter: drop-shadow(0 0 5px rgb(var(--green-light) / 65%)); }
.logo rect:nth-child(even) { fill: var(--cyan); }
h1 { font-size: 1.15em; font-weight: 700; letter-spacing: 0.14em; text-transform: uppercase; text-shadow: 0 0 14px rgb(var(--cyan-light) / 55%); }
h1:focus { outline: none; }
.top-buttons { display: flex; flex-wrap: wrap; justify-content: end; gap: 0.5em; margin-inline-start: auto; }
.top-buttons .button { white-space: nowrap; }
.connection {
  display: grid;
  grid-template-columns: auto auto;
  align-items: center;
  column-gap: 0.8em;
  justify-content: start;
}
.connection-state { font-weight: 700; color: var(--text); }
.connection-updated { grid-row: 2; font-size: 0.86em; color: var(--soft); white-space: nowrap; }
@container dashboard (min-width: 640px) {
  .connection { min-inline-size: 19em; }
}
@container dashboard (max-width: 639px) {
  .connection-age { display: none; }
}
.connection .button { grid-row: 1 / 3; grid-column: 2; }
.live .connection-state { color: var(--green); }
.polling .connection-state { color: var(--cyan); }
.stale .connection-state, .refused .connection-state { color: var(--amber); }
.unreachable .connection-state { color: var(--rose); }
.lamp {
  display: inline-block;
  inline-size: 0.6em;
  block-size: 0.6em;
  margin-inline-end: 0.15em;
  border: 1px solid currentcolor;
  border-radius: 50%;
}
.live .lamp, .lamp.healthy { background: var(--green); border-color: var(--green); box-shadow: 0 0 8px var(--green); }
.polling .lamp { background: var(--cyan); box-shadow: 0 0 8px var(--cyan); }
.lamp.failing { border-color: var(--amber); background: linear-gradient(90deg, var(--amber) 50%, transparent 50%); }
.lamp.unreachable { border-color: var(--rose); border-radius: 2px; transform: rotate(45deg); }
.connection.stale .lamp { background: linear-gradient(90deg, var(--amber) 50%, transparent 50%); }
.connection.unreachable .lamp { border-radius: 2px; transform: rotate(45deg); }
.notices { position: sticky; inset-block-end: 1em; z-index: 1; block-size: 0; align-self: center; display: flex; align-items: end; }
.notice {
  padding: 0.6em 1.1em;
  border: 1px solid var(--line-strong);
  border-radius: 6px;
  background: var(--panel);
  box-shadow: 0 0 30px rgb(var(--cyan-light) / 30%), 0 8px 30px rgb(0 0 0 / 70%);
}
.notice.offline, .notice.unreachable { border-color: var(--rose); }
@media (prefers-reduced-motion: no-preference) {
  .connection.live .lamp { animation: pulse 2.4s ease-in-out infinite; }
  @keyframes pulse { 50% { box-shadow: 0 0 2px var(--green); opacity: 0.65; } }
  .notice { animation: rise 0.25s ease-out; }
  @keyframes rise { from { opacity: 0; transform: translateY(0.6em); } }
}
`
