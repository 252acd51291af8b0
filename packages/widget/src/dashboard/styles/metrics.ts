/** Named numbers: the large ones of a period, and the small facts of the system. */
export const metrics = `
.metrics { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1em 1.1em; flex: 1; align-content: space-evenly; }
.metric { min-inline-size: 0; }
dt { color: var(--soft); font-size: 0.86em; inline-size: fit-content; }
.metric dd { display: flex; flex-direction: column; align-items: flex-start; }
.value { font-size: 1.75em; font-weight: 700; line-height: 1.2; letter-spacing: -0.02em; color: var(--bright); text-shadow: 0 0 18px rgb(var(--green-light) / 35%); }
.measure { display: inline-flex; flex-wrap: wrap; column-gap: 0.3em; }
.measure-unit { margin-inline-start: 0.15em; font-size: 0.62em; font-weight: 400; color: var(--soft); }
.facts .measure-unit { font-size: 1em; color: inherit; }
.trend { display: flex; flex-direction: column; min-block-size: 2.9em; font-size: 0.86em; color: var(--soft); }
.trend.good .trend-change { color: var(--green); }
.trend.bad .trend-change { color: var(--rose); }
.generations-metrics > .hero, .generations-metrics > .gauge { grid-column: span 2; }
.hero .value { font-size: 3.9em; line-height: 1.1; color: var(--green); text-shadow: 0 0 30px rgb(var(--green-light) / 55%), 0 0 2px rgb(var(--green-light) / 80%); }
.hero .trend { flex-direction: row; flex-wrap: wrap; column-gap: 0.9em; min-block-size: 1.45em; }
.gauge { display: grid; grid-template-columns: 8.2em minmax(0, 1fr); column-gap: 1.2em; }
.ring { grid-area: 1 / 1 / 3; inline-size: 8.2em; block-size: 8.2em; fill: none; overflow: visible; transform: rotate(-90deg); }
.gauge dt { align-self: end; }
.gauge dd { display: contents; }
.gauge .value { grid-area: 1 / 1 / 3; place-self: center; font-size: 1.45em; }
.ring-ticks { stroke: var(--line-strong); stroke-width: 2; stroke-dasharray: 1 5.07; }
.ring-track { stroke: rgb(var(--cyan-light) / 12%); stroke-width: 7; }
.ring-arc { stroke: var(--green); stroke-width: 7; filter: drop-shadow(0 0 4px rgb(var(--green-light) / 80%)); }
@container dashboard (min-width: 760px) {
  .generations-metrics { grid-template-columns: repeat(12, minmax(0, 1fr)); }
  .generations-metrics > .metric { grid-column: span 2; }
  .generations-metrics > .metric:not(.hero) .trend { min-block-size: 4.35em; }
  .generations-metrics > .hero, .generations-metrics > .gauge { grid-column: span 6; align-self: center; }
}
.facts { display: grid; flex: 1; align-content: space-between; }
.fact { display: flex; justify-content: space-between; gap: 1em; padding-block: 0.22em; border-block-end: 1px solid rgb(var(--cyan-light) / 9%); }
.fact:last-child { border: 0; }
.fact dt { font-size: 1em; white-space: nowrap; }
.quality-facts dt { white-space: normal; overflow-wrap: anywhere; }
.fact dd { text-align: end; overflow-wrap: anywhere; min-inline-size: 0; }
.resources .fact dt { white-space: normal; }
.resources .fact dd { flex: none; }
.fact.active-sessions dd { color: var(--green); font-weight: 700; }
@media (prefers-reduced-motion: no-preference) {
  .content:not(.skeleton) .value { animation: move-in 0.35s cubic-bezier(0.2, 0.8, 0.2, 1); }
  @keyframes move-in { from { transform: translateY(0.3em); } }
  .ring-arc { transition: stroke-dasharray 0.6s cubic-bezier(0.2, 0.8, 0.2, 1); }
}
`
