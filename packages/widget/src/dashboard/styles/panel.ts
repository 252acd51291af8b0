/** The frame of a panel: a dim glass plate whose upper edge catches the light; and its states. */
export const panel = `
.panel {
  position: relative;
  isolation: isolate;
  display: flex;
  flex-direction: column;
  padding: 0.9em 1.1em 1em;
  border: 1px solid var(--line);
  border-radius: 8px;
  background: var(--plate);
  box-shadow: inset 0 0 40px rgb(var(--cyan-light) / 4%), 0 10px 30px var(--shade);
}
.panel::before {
  content: '';
  position: absolute;
  inset: -1px 12% auto;
  block-size: 1px;
  background: linear-gradient(90deg, transparent, var(--cyan), transparent);
  opacity: 0.85;
}
.panel::after {
  content: '';
  position: absolute;
  inset: auto -1px -1px auto;
  inline-size: 12px;
  block-size: 12px;
  border: solid var(--green);
  border-width: 0 2px 2px 0;
  border-radius: 0 0 8px;
  opacity: 0.75;
  pointer-events: none;
}
.panel-head { display: flex; flex-wrap: wrap; align-items: center; min-block-size: 1.9em; gap: 0 1em; margin-block-end: 0.5em; }
h2 { font-size: 0.93em; font-weight: 700; letter-spacing: 0.12em; text-transform: uppercase; color: var(--cyan); text-shadow: 0 0 12px rgb(var(--cyan-light) / 45%); }
.panel-unit, .footnote, .note { color: var(--soft); font-size: 0.86em; }
.note { display: inline-block; margin-inline-start: 0.5em; line-height: 1; white-space: nowrap; }
.panel-body { flex: 1; display: flex; flex-direction: column; min-block-size: 0; }
.content { flex: 1; display: flex; flex-direction: column; }
.generations .panel-body { min-block-size: 15em; }
.minutes .panel-body { min-block-size: 10em; }
.ai .panel-body { min-block-size: 12em; }
.sessions .panel-body { min-block-size: 11.5em; }
.styles .panel-body, .prompts .panel-body { min-block-size: 20.5em; }
.footnote { margin-block-start: 0.7em; }
.changing .panel-body { opacity: 0.55; }
.empty, .problem { flex: 1; display: grid; grid-template-columns: minmax(0, 1fr); align-content: center; justify-items: start; gap: 0.5em; color: var(--soft); }
.empty-text, .problem-title { color: var(--text); font-weight: 700; }
.problem-title { color: var(--rose); }
.empty code {
  max-inline-size: 100%;
  padding: 0.55em 0.8em;
  border: 1px dashed var(--line-strong);
  border-radius: 5px;
  background: var(--well);
  color: var(--green);
  font: inherit;
  font-size: 0.93em;
  overflow-wrap: anywhere;
  user-select: all;
}
.skeleton * { color: transparent !important; text-shadow: none !important; }
.skeleton :is(.value, .trend-before, .bar-label, .bar-count, .footnote, dt) {
  inline-size: fit-content;
  min-inline-size: 4.5em;
  border-radius: 3px;
  background: linear-gradient(rgb(var(--cyan-light) / 16%) 0 0) center / 100% 70% no-repeat;
}
.skeleton .value { min-inline-size: 3em; }
.skeleton .bar-label { min-inline-size: 60%; }
.skeleton .bar-count { min-inline-size: 2em; }
.skeleton :is(.bar, .ring-arc, .columns path, details) { visibility: hidden; }
@media (prefers-reduced-motion: no-preference) {
  .skeleton { animation: breathe 1.6s ease-in-out infinite; }
  @keyframes breathe { 50% { opacity: 0.55; } }
  .panel-body { transition: opacity 0.2s; }
}
`
