import type { TenantPerson } from '../people'
import { application } from '../registration'

/** The local directory's own pages: no script, links only, as plain as they can be. */

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const text = (value: string): string => value.replace(/[&<>"]/g, (character) => entities[character] ?? '')

const page = (title: string, body: string): string => `<!doctype html>
<html lang="fr-BE"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${text(title)}</title>
<style>body{font:16px/1.5 'Segoe UI',system-ui,sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem;color:#242424}
a{color:#4f52b2}li{margin:.25rem 0}small{color:#616161}</style></head>
<body><main><h1>${text(title)}</h1>${body}
<p><small>Annuaire de démonstration, sur cet ordinateur seulement.</small></p></main></body></html>`

type Choose = (choice: { persona?: string; decision?: 'accept' | 'refuse' }) => string

export const personPage = (people: readonly TenantPerson[], choose: Choose): string =>
  page(
    'Choisissez un compte',
    `<ul>${people
      .map(
        ({ id, displayName, jobTitle }) =>
          `<li><a href="${text(choose({ persona: id }))}">${text(displayName)}</a> <small>${text(jobTitle)}</small></li>`,
      )
      .join('')}</ul>`,
  )

export const consentPage = (person: TenantPerson, scopes: readonly string[], choose: Choose): string =>
  page(
    'Autorisations demandées',
    `<p>${text(person.displayName)}, l’application ${application.displayName} demande à agir en votre nom :</p>
<ul>${scopes.map((scope) => `<li>${text(scope)}</li>`).join('')}</ul>
<p><a href="${text(choose({ decision: 'accept' }))}">Accepter</a> · <a href="${text(choose({ decision: 'refuse' }))}">Annuler</a></p>`,
  )

export const refusalPage = (message: string): string =>
  page('La connexion n’est pas possible', `<p>${text(message)}</p>`)
