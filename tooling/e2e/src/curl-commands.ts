/**
 * The curl commands of a Markdown text: in blocks marked `sh`, each line that begins with `curl`, with the lines that a
 * backslash continues it on.
 */
export function curlCommands(markdown: string): string[] {
  const blocks = [...markdown.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = '']) => block)
  return blocks
    .flatMap((block) => block.replace(/\s*\\\n\s*/g, ' ').split('\n'))
    .filter((line) => line.startsWith('curl '))
}
