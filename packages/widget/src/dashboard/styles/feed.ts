/** The list of the last events. Beside other panels it fills their height and scrolls, so that it never sets it. */
export const feed = `
.feed .panel-body { position: relative; min-block-size: 22em; }
.feed .scroll-box { position: absolute; inset: 0 -0.5em 0 0; padding-inline-end: 0.5em; max-block-size: none; }
.feed .empty { align-content: start; }
.feed-line { display: grid; grid-template-columns: auto 1.2em minmax(0, 1fr); gap: 0.7em; padding-block: 0.36em; border-block-end: 1px solid rgb(var(--cyan-light) / 8%); }
.feed-line time { color: var(--soft); }
.feed-mark { text-align: center; color: var(--cyan); }
.feed-title { font-weight: 700; }
.feed-detail, .feed-user { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.feed-detail { color: var(--text); }
.feed-user { color: var(--soft); font-size: 0.86em; }
.feed-line.good .feed-mark { color: var(--green); text-shadow: 0 0 8px var(--green); }
.feed-line.bad .feed-mark, .feed-line.bad .feed-title { color: var(--rose); }
@media (prefers-reduced-motion: no-preference) {
  .feed-line { animation: arrive 1.2s ease-out; }
  @keyframes arrive { from { background: rgb(var(--green-light) / 20%); } }
}
`
