import { expect, test } from 'vitest'
import { curlCommands } from '../src/curl-commands.js'

test('curl lines are read out of sh blocks alone, with their continuations', () => {
  const markdown = [
    'curl http://not.in/a/block',
    '```sh',
    '# a comment',
    'curl http://one',
    'npm start',
    'curl http://two \\',
    "  -d '{}'",
    '```',
    '```js',
    'curl http://not.sh',
    '```',
    '```sh',
    'curl http://three',
    '```',
  ].join('\n')
  expect(curlCommands(markdown)).toEqual(['curl http://one', "curl http://two -d '{}'", 'curl http://three'])
})
