/** The line that a page needs to be tracked. */
export const scriptTag = (endpoint: string) => `<script src="${endpoint}widget.js" defer></script>`

/** How a page tells of a track, with the one field that a panel lacks. */
export const trackCode = (detail: string) =>
  `document.dispatchEvent(new CustomEvent('realMusicGenerated', { detail: { ${detail} } }))`
