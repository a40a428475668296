// The checks that need no test run, as many at once as there are cores: each of them keeps one core busy. The longest begin first.
const { spawn } = require('node:child_process')
const { availableParallelism } = require('node:os')
const { dirname } = require('node:path')

const waiting = ['types:service', 'types:tabs', 'types:foreign', 'unused', 'lint']
const failed = []

/** Runs one script of package.json; what it says is shown in one piece when it ends. */
const run = (script) =>
  new Promise((done) => {
    const said = []
    const child = spawn('npm', ['run', '--silent', script], {
      cwd: dirname(__dirname),
      shell: process.platform === 'win32',
    })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk))
    child.once('error', (error) => said.push(Buffer.from(`${error}\n`)))
    child.once('close', (code) => {
      console.log(`${code === 0 ? 'ok' : 'FAILED'}  ${script}`)
      process.stdout.write(Buffer.concat(said))
      if (code !== 0) failed.push(script)
      done()
    })
  })

const lane = async () => {
  for (let script = waiting.shift(); script !== undefined; script = waiting.shift()) await run(script)
}

const main = async () => {
  await Promise.all(Array.from({ length: availableParallelism() }, lane))
  if (failed.length > 0) process.exitCode = 1
}

void main()
