import type { Router } from 'express'
import { z } from 'zod'
import { announceInstallation, announceRemoval } from '../connector/announcements'
import { at } from '../json'
import { type ControlParts, personaBody, personOf, Refusal } from './parts'

/** What somebody answers to an invitation, in the event of its organizer. */
const invitationAnswer = z.object({
  persona: z.string(),
  event: z.string(),
  response: z.enum(['accepted', 'tentativelyAccepted', 'declined']),
})

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

  router.post('/invitations', (req, res) => {
    const { persona, event: id, response } = invitationAnswer.parse(req.body)
    const address = personOf(parts, persona).userPrincipalName.toLowerCase()
    const event = parts.state.office.events.get(id)
    if (!event?.attendees.some((one) => one.address.toLowerCase() === address))
      throw new Refusal(404, 'This person is not invited to such an event.')
    const attendees = event.attendees.map((one) => (one.address.toLowerCase() === address ? { ...one, response } : one))
    parts.state.office.events.put(id, { ...event, attendees, version: event.version + 1 })
    res.status(204).end()
  })

  router.get('/mails', (_req, res) => {
    res.json([...parts.state.mails.values()])
  })
}
