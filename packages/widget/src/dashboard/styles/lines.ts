/** Lines over time, their legend, heat maps and the other drawings of the views. */
export const lines = `
.view-tabs { display: flex; flex-wrap: wrap; gap: 0.2em; border-block-end: 1px solid var(--line); }
.view-tabs button { flex: none; padding: 0.5em 1.1em; border: 0; border-radius: 5px 5px 0 0; background: none; color: var(--soft); font: inherit; cursor: pointer; }
.view-tabs button:hover { color: var(--text); }
.view-tabs [aria-current] { color: var(--bright); font-weight: 700; box-shadow: inset 0 -2px var(--green); background: linear-gradient(0deg, rgb(var(--green-light) / 16%), transparent); }
.panels.insights { grid-template-areas: none; }
.panels.insights > .panel { grid-area: auto; }
@container dashboard (max-width: 639px) { .view-tabs button { padding: 0.4em 0.5em; font-size: 0.93em; } }
@container dashboard (min-width: 640px) { .panel-head { justify-content: end; } .panels.insights > .panel { grid-column: span 6; } }
@container dashboard (min-width: 1080px) { .panels.insights > .panel { grid-column: span 6; } .panels.insights > :is(.wide, .generations) { grid-column: span 12; } }
.insight .panel-body { min-block-size: 19em; }
.insight:is(.hours, .funnel) .panel-body { min-block-size: 15em; }
.insight:is(.cohorts, .uplift) .panel-body { min-block-size: 9em; }
.insight:is(.alerts, .quality, .admin) .panel-body { min-block-size: 5em; }
.uplift-rates { flex: 1; display: grid; align-content: space-evenly; gap: 1em; }
.uplift .bar { align-self: stretch; block-size: 0.7em; }
.insight .scroll-box { max-block-size: 27em; }
@container dashboard (min-width: 1080px) { .prompt-words .scroll-box { max-block-size: 31em; } }
.insight details .scroll-box { max-block-size: 14em; }
@container dashboard (min-width: 1080px) { .panels.insights > .sessions { grid-column: span 12; } .insights > .sessions .metrics { grid-template-columns: repeat(4, minmax(0, 1fr)); } .insights > .sessions .panel-body { min-block-size: 6em; } }
.panel-controls { display: flex; flex-wrap: wrap; gap: 0.5em; }
@container dashboard (max-width: 639px) { .panel-controls { margin: 0.3em 0; inline-size: 100%; } .panel-controls > * { flex: 1 1 8em; min-inline-size: 0; } }
.choice { min-block-size: 1.9em; padding-block: 0.1em; max-inline-size: min(21em, 100%); }
.top-buttons .choice { min-block-size: 2.3em; padding-block: 0.3em; }
.lines { flex: 1; display: flex; flex-direction: column; }
.legend { display: flex; flex-wrap: wrap; gap: 0.1em 1.2em; margin: 0; padding: 0; list-style: none; min-block-size: 2.9em; align-content: start; font-size: 0.93em; }
.legend li { max-inline-size: 22em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.mark { display: inline-block; inline-size: 1.1em; block-size: 3px; margin-inline-end: 0.5em; background: var(--hue); vertical-align: middle; }
.legend .legend-point { margin-inline-start: auto; color: var(--soft); }
.surface { position: relative; touch-action: pan-y; }
.lines .surface { margin-block-start: 1.2em; flex: 1 0 11em; display: flex; }
.lines svg { flex: 1; min-inline-size: 0; block-size: auto; min-block-size: 11em; overflow: visible; border-block-end: 1px solid var(--line-strong); }
.lines-top, .lines-half { position: absolute; inset: -1.4em auto auto 0; color: var(--soft); font-size: 0.86em; text-shadow: 0 0 4px var(--night), 0 0 4px var(--night); pointer-events: none; }
.lines-half { inset-block: auto calc(50% + 0.2em); }
.area { fill: rgb(var(--green-light) / 8%); }
.lines-grid { fill: none; stroke: var(--line); }
.lines-cursor { stroke: var(--text); stroke-width: 1; }
.line { fill: none; stroke: var(--hue); stroke-width: 0.15em; stroke-linejoin: round; stroke-linecap: round; filter: drop-shadow(0 0 4px color-mix(in srgb, var(--hue) 60%, transparent)); }
.line-0 { --hue: var(--green); }
.line-1 { --hue: var(--cyan); }
.line-2 { --hue: var(--amber); }
.line-3 { --hue: var(--rose); }
.line-4 { --hue: var(--violet); }
.line-5 { --hue: var(--soft); }
.line-before { --hue: var(--soft); stroke-dasharray: 5 5; opacity: 0.75; filter: none; }
.value-button { padding: 0; border: 0; background: none; color: inherit; font: inherit; text-align: start; text-decoration: underline dotted; text-underline-offset: 0.25em; cursor: pointer; overflow-wrap: anywhere; }
.value-button:hover { color: var(--green); }
.bars .value-button { text-decoration: none; outline-offset: -2px; }
.rows :is(td, th) { padding: 0.3em 0 0.3em 1.2em; vertical-align: top; }
.rows :is(td, th):first-child { padding-inline-start: 0; }
.rows tbody th { min-inline-size: 9em; }
.rows td { white-space: nowrap; }
.rows .number { text-align: end; }
.rows .long { white-space: normal; min-inline-size: 18em; overflow-wrap: anywhere; }
.lit { background: linear-gradient(90deg, rgb(var(--cyan-light) / 4%), rgb(var(--green-light) / 15%)) 0 / calc(var(--share) * 100%) no-repeat; }
.thin { opacity: 0.8; font-style: italic; }
.rows th[scope='col'] { color: var(--soft); white-space: nowrap; }
.spark { display: block; inline-size: 7em; block-size: 1.4em; overflow: visible; }
.more { align-self: start; margin-block-start: 0.6em; }
.user h2 { text-transform: none; overflow-wrap: anywhere; }
.user-facts, .quality-facts { flex: none; grid-template-columns: repeat(auto-fit, minmax(min(24em, 100%), 1fr)); column-gap: 2.4em; }
.favourite { display: inline-block; white-space: pre; }
.filters { display: flex; flex-wrap: wrap; gap: 0.5em; }
.heat { border-spacing: 2px; border-collapse: separate; table-layout: fixed; }
.heat th, .heat td { border: 0; padding: 0; font-size: 0.79em; color: var(--soft); }
.heat th[scope='col'] { padding-inline: 0.25em; text-align: center; font-weight: 400; color: var(--soft); }
.heat td { block-size: 1.9em; border-radius: 2px; background: color-mix(in srgb, var(--green) calc(var(--share) * 100%), rgb(var(--cyan-light) / 7%)); }
.heat button { display: block; inline-size: 100%; block-size: 100%; padding: 0; border: 0; background: none; cursor: pointer; }
.heat button:hover { outline: 1px solid var(--text); }
.heat .row-name { inline-size: 6.5em; }
.heat.cohorts { table-layout: auto; }
.heat.cohorts th { white-space: nowrap; }
.heat.cohorts td { text-align: center; color: var(--text); background: color-mix(in srgb, var(--green) calc(var(--share) * 40%), rgb(var(--cyan-light) / 7%)); }
@media (forced-colors: active) { .line { stroke: CanvasText; filter: none; } .heat td { border: 1px solid CanvasText; } }
`
