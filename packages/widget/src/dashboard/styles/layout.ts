/** One column on a phone, six on a tablet, twelve on a desk; the type grows on a wall. */
export const layout = `
.frame {
  display: flex;
  flex-direction: column;
  gap: 0.9em;
  max-inline-size: 170em;
  min-block-size: 100%;
  margin-inline: auto;
  padding: 0.9em;
}
main { display: flex; flex-direction: column; gap: 0.9em; }
.panels { display: grid; gap: 0.9em; grid-template-columns: minmax(0, 1fr); }
.minutes, .ai, .styles, .prompts, .sessions, .system, .feed, .generations { min-inline-size: 0; }
@container dashboard (min-width: 640px) {
  .frame { padding: 1.1em; }
  .panels {
    grid-template-columns: repeat(6, minmax(0, 1fr));
    grid-template-areas:
      'generations generations generations generations generations generations'
      'system system system sessions sessions sessions'
      'minutes minutes minutes minutes minutes minutes'
      'ai ai ai ai ai ai'
      'styles styles styles prompts prompts prompts'
      'feed feed feed feed feed feed';
  }
  .generations { grid-area: generations; }
  .system { grid-area: system; }
  .minutes { grid-area: minutes; }
  .ai { grid-area: ai; }
  .sessions { grid-area: sessions; }
  .feed { grid-area: feed; }
  .styles { grid-area: styles; }
  .prompts { grid-area: prompts; }
}
@container dashboard (min-width: 1080px) {
  .panels {
    grid-template-columns: repeat(12, minmax(0, 1fr));
    grid-template-areas:
      'generations generations generations generations generations generations generations generations system system system system'
      'minutes minutes minutes minutes minutes minutes minutes minutes feed feed feed feed'
      'ai ai ai ai ai sessions sessions sessions feed feed feed feed'
      'styles styles styles styles prompts prompts prompts prompts feed feed feed feed';
  }
}
@container dashboard (min-width: 1800px) { .frame { font-size: 16px; } }
@container dashboard (min-width: 2500px) { .frame { font-size: 21px; } }
@container dashboard (min-width: 3400px) { .frame { font-size: 32px; } }
`
