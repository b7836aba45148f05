// Puts cases to the public engine @cloud-copilot/iam-simulate, with validation, as its users do.
//
//   node iam_simulate.mjs NODE_MODULES CASES.jsonl
//
// Prints one line for each case, {"name", "decision"}, and a last one, {"seconds"}: without start-up, and with its code warm.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'

const [modules, file] = process.argv.slice(2)
const { runSimulation } = createRequire(join(resolve(modules), 'here.js'))('@cloud-copilot/iam-simulate')

const WARM_UP = 200
const GOES = 3 // the best counts
const DECISIONS = { Allowed: 'Allow', ExplicitlyDenied: 'ExplicitDeny', ImplicitlyDenied: 'ImplicitDeny' }

const named = (kind, documents) => documents.map((policy, number) => ({ name: `${kind}-${number}`, policy }))
const levels = (kind, held) =>
  held.map((documents, number) => ({ orgIdentifier: `${kind}-${number}`, policies: named(`${kind}-${number}`, documents) }))

const simulation = (given) => ({
  request: {
    principal: given.request.principal,
    action: given.request.action,
    resource: { resource: given.request.resource, accountId: given.request.resource_account },
    contextVariables: given.request.context
  },
  identityPolicies: named('identity', given.identity_policies),
  permissionBoundaryPolicies: given.boundaries.length ? named('boundary', given.boundaries) : undefined,
  sessionPolicy: given.session_policy ?? undefined,
  resourcePolicy: given.resource_policy ?? undefined,
  serviceControlPolicies: levels('scp', given.scps),
  resourceControlPolicies: levels('rcp', given.rcps)
})

const decision = (found) => {
  if (found.resultType === 'error') return `error ${JSON.stringify(found.errors)}`
  const ignored = found.result?.ignoredContextKeys ?? []
  return ignored.length ? `ignored ${ignored}` : DECISIONS[found.overallResult]
}

const cases = readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line))
for (const given of cases.slice(0, WARM_UP)) await runSimulation(simulation(given), {})

let found = []
let seconds = Infinity
for (let go = 0; go < GOES; go++) {
  const start = performance.now()
  found = []
  for (const given of cases) found.push(await runSimulation(simulation(given), {}))
  seconds = Math.min(seconds, (performance.now() - start) / 1000)
}

const lines = cases.map((given, number) => ({ name: given.name, decision: decision(found[number]) }))
process.stdout.write([...lines, { seconds }].map((line) => JSON.stringify(line) + '\n').join(''))
