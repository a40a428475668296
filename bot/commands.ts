export type Command = 'status' | 'projects' | 'late' | 'item' | 'help'

/** French and English words of each command, without accents; both work in both languages. */
const words: Record<Exclude<Command, 'help'>, readonly string[]> = {
  status: ['statut', 'status', 'avancement'],
  projects: ['mes projets', 'my projects', 'projets', 'projects'],
  late: ['retard', 'retards', 'late'],
  item: ['point', 'nouveau point', 'item', 'agenda item'],
}

/** No command is longer, mentions included; what follows is not looked at. */
const COMMAND_MAX = 500

/** `<at>Gouvernail</at> Statut !` and `@Gouvernail statut` mean the same as `statut`. */
const normalised = (text: string): string =>
  text
    .slice(0, COMMAND_MAX)
    .replace(/<at[^>]*>.*?<\/at>/gi, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z ]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^gouvernail /, '')

/** What a person asks for; anything that is not a command asks for help. */
export const commandOf = (text: string): Command => {
  const said = normalised(text)
  if (words.status.includes(said)) return 'status'
  if (words.projects.includes(said)) return 'projects'
  if (words.item.includes(said)) return 'item'
  return words.late.includes(said) ? 'late' : 'help'
}
