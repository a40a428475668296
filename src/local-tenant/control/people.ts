import type { Router } from 'express'
import { announceInstallation, announceRemoval } from '../connector/announcements'
import { at } from '../json'
import { type ControlParts, personaBody, personOf, Refusal } from './parts'

/** Personas, their single sign-on tokens, their installations, and the mail they were sent. */
export const peopleRoutes = (router: Router, parts: ControlParts): void => {
  router.get('/personas', (_req, res) => {
    res.json(
      [...parts.state.people.values()].map((person) => ({
        id: person.id,
        name: person.displayName,
        jobTitle: person.jobTitle,
        mail: person.userPrincipalName,
        appRoles: person.appRoles,
        language: person.preferredLanguage,
      })),
    )
  })

  router.post('/token', async (req, res) => {
    const person = personOf(parts, personaBody.parse(req.body).persona)
    res.set('Cache-Control', 'no-store').json({ accessToken: await parts.tokens.singleSignOn(person) })
  })

  router.post('/installs', async (req, res) => {
    const person = personOf(parts, personaBody.parse(req.body).persona)
    if (parts.chats.isInstalled(person.id)) throw new Refusal(409, 'The app is already installed for this person.')
    const { announce, conversation } = parts.chats.install(person)
    await announceInstallation(parts.delivery, person, conversation, announce)
    res.status(201).json({ conversationId: conversation.id })
  })

  router.delete('/installs', async (req, res) => {
    const person = personOf(parts, req.query.persona ?? at(req.body, 'persona'))
    const conversation = parts.chats.conversationsOf(person.id).find(({ kind }) => kind === 'personal')
    parts.chats.uninstall(person.id)
    if (conversation) await announceRemoval(parts.delivery, person, conversation)
    res.status(204).end()
  })

  router.get('/feed', (_req, res) => {
    res.json([...parts.state.office.feed.values()])
  })

  router.get('/mails', (_req, res) => {
    res.json([...parts.state.mails.values()])
  })
}
