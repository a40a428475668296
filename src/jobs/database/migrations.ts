import { appendAudit, claimOutbox, putOutbox, recordAnswers } from './functions'

/** The schema `gouvernail`, step by step. A step that has landed is never edited: add another. */
export const migrations: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: '001 outbox',
    sql: `
      create sequence gouvernail.outbox_revision;
      create table gouvernail.outbox (
        list text not null,
        key text not null,
        fields jsonb not null,
        -- Grows with each put: a row whose revision moved while it was being written is written again.
        revision bigint not null,
        -- Revision of the oldest put that SharePoint has not confirmed.
        since bigint not null,
        queued_at timestamptz not null default now(),
        due_at timestamptz not null,
        attempts int not null default 0,
        lease_until timestamptz,
        refused text,
        primary key (list, key)
      );
      create index outbox_due on gouvernail.outbox (due_at) where refused is null;`,
  },
  {
    name: '002 asks',
    sql: `
      create table gouvernail.asks (
        cycle text not null,
        person text not null,
        conversation_id text,
        activity_id text,
        sending_at timestamptz,
        asked_at timestamptz,
        last_reminder_at timestamptz,
        failure text,
        primary key (cycle, person)
      );
      create table gouvernail.ask_steps (
        cycle text not null,
        person text not null,
        step text not null,
        at timestamptz not null,
        primary key (cycle, person, step)
      );
      create table gouvernail.deliveries (
        id bigint generated always as identity primary key,
        cycle text not null,
        person text not null,
        kind text not null,
        channel text not null,
        outcome text not null,
        reason text,
        at timestamptz not null
      );
      create index deliveries_cycle on gouvernail.deliveries (cycle, id);`,
  },
  {
    name: '003 conversations and invokes',
    sql: `
      create table gouvernail.conversations (
        -- Entra object id, or 'channel' for the PMO channel.
        owner text primary key,
        user_id text not null,
        conversation_id text not null,
        service_url text not null,
        updated_at timestamptz not null default now()
      );
      create index conversations_id on gouvernail.conversations (conversation_id);
      create table gouvernail.invokes (
        key text primary key,
        answer text,
        lease_until timestamptz not null,
        at timestamptz not null default now()
      );
      create index invokes_at on gouvernail.invokes (at);`,
  },
  {
    name: '004 audit',
    sql: `
      create table gouvernail.audit (
        position bigint primary key,
        at timestamptz not null,
        actor text,
        action text not null,
        subject text not null,
        -- Text, not jsonb: the hash is over the very characters.
        detail text not null,
        previous text not null,
        hash text not null
      );`,
  },
  {
    name: '005 outbox: values replaced',
    sql: `alter table gouvernail.outbox add column replaces jsonb not null default '{}'`,
  },
  {
    name: '006 outbox: written rows stay a while',
    sql: `
      alter table gouvernail.outbox add column written_at timestamptz;
      drop index gouvernail.outbox_due;
      create index outbox_due on gouvernail.outbox (due_at) where refused is null and written_at is null;
      create index outbox_written on gouvernail.outbox (written_at) where written_at is not null;`,
  },
  {
    name: '007 audit: people by pseudonym',
    sql: `
      create table gouvernail.audit_people (
        -- Entra object id; the row goes when the person is erased, and nobody can tell any more who the pseudonym was.
        person text primary key,
        pseudonym text not null unique default gen_random_uuid()::text
      );`,
  },
  {
    name: '008 answers in the order of sending',
    sql: `
      create table gouvernail.answers_sent (
        cycle text not null,
        project text not null,
        -- By the clock of the channel: only compared with others of its kind.
        sent_at timestamptz not null,
        primary key (cycle, project)
      );`,
  },
  {
    name: '009 change notification subscriptions',
    sql: `
      create table gouvernail.subscriptions (
        list text primary key,
        id text not null,
        client_state text not null,
        address text not null,
        expires_at timestamptz not null
      );`,
  },
  {
    name: '010 outbox: trace of the last put',
    sql: `alter table gouvernail.outbox add column traceparent text`,
  },
  {
    name: '011 plans of meetings',
    sql: `
      create table gouvernail.plans (
        version bigint generated always as identity primary key,
        -- First and last day, as 2027-01-01/2027-03-31.
        period text not null,
        made_by text not null,
        started_at timestamptz not null,
        state text not null default 'running',
        -- The version that this one changes.
        base bigint,
        adjustments jsonb not null,
        progress jsonb,
        is_stopping boolean not null default false,
        beat_at timestamptz not null default now(),
        plan jsonb,
        failure text,
        confirmed_at timestamptz
      );
      -- One run at a time, whatever the number of copies.
      create unique index plans_running on gouvernail.plans ((true)) where state = 'running';`,
  },
  {
    name: '012 calendars of the plan',
    sql: `
      -- Free and busy times as the plan was made with them; only those of the period being planned are kept.
      create table gouvernail.plan_calendars (
        period text primary key,
        read_at timestamptz not null,
        calendars jsonb not null
      );`,
  },
  {
    name: '013 steps of convening',
    sql: `
      create table gouvernail.convening (
        id bigint generated always as identity primary key,
        version bigint not null,
        act text not null,
        meeting text not null,
        payload jsonb not null,
        state text not null default 'waiting',
        tries integer not null default 0,
        due_at timestamptz not null,
        detail text,
        unique (version, act, meeting)
      );
      create index convening_waiting on gouvernail.convening (id) where state = 'waiting';`,
  },
  {
    name: '016 votes under way',
    sql: `
      create table gouvernail.votes (
        decision text primary key,
        meeting text not null,
        secret boolean not null,
        -- Hides the voters of a secret vote; gone when it is closed.
        ballot_key text,
        state text not null default 'open',
        opened_at timestamptz not null,
        closes_at timestamptz,
        frozen_at timestamptz
      );
      create index votes_meeting on gouvernail.votes (meeting);
      create table gouvernail.ballots (
        decision text not null references gouvernail.votes (decision),
        -- Who votes; in a secret vote a keyed hash of it.
        voter text not null,
        vote text not null,
        -- Blank in a secret vote.
        cast_by text,
        cast_at timestamptz,
        -- Hashes of the deliveries that were counted, and when the channel sent the latest.
        deliveries text[] not null default '{}',
        sent_at timestamptz,
        primary key (decision, voter)
      );`,
  },
  {
    name: '017 floor, panels and cards of a meeting',
    sql: `
      create table gouvernail.floor_requests (
        meeting text not null,
        person text not null,
        asked_at timestamptz not null,
        primary key (meeting, person)
      );
      create table gouvernail.panels (
        meeting text not null,
        person text not null,
        seen_at timestamptz not null,
        primary key (meeting, person)
      );
      create table gouvernail.session_cards (
        subject text not null,
        kind text not null,
        person text not null,
        wanted_at timestamptz not null,
        sending_at timestamptz,
        conversation_id text,
        activity_id text,
        shown text,
        primary key (subject, kind, person)
      );
      create index session_cards_waiting on gouvernail.session_cards (subject) where sending_at is null;`,
  },
  {
    name: '018 numbers given over all bodies',
    sql: `
      create table gouvernail.numbers (
        series text primary key,
        last int not null
      );`,
  },
  {
    name: '021 outbox: leases by name',
    sql: 'create sequence gouvernail.outbox_lease; alter table gouvernail.outbox add column lease bigint',
  },
  { name: '021 functions of the outbox and the audit', sql: `${putOutbox}; ${appendAudit}` },
  { name: '022 answers recorded in one statement', sql: recordAnswers },
  { name: '023 outbox rows claimed in the order of an index', sql: claimOutbox },
  {
    name: '024 cards about votes that were cut short',
    // Of those that were taken until now nobody knows whether they arrived: they are not sent again.
    sql: `
      update gouvernail.session_cards set shown = '' where sending_at is not null and activity_id is null and shown is null;
      drop index gouvernail.session_cards_waiting;
      create index session_cards_waiting on gouvernail.session_cards (subject) where shown is null and activity_id is null;`,
  },
  {
    name: '025 ballots cast by proxy',
    // Of a secret vote under way nobody can tell any more: unknown counts as the voter's own.
    sql: `
      alter table gouvernail.ballots add column by_proxy boolean;
      update gouvernail.ballots set by_proxy = (cast_by <> voter) where cast_by is not null;`,
  },
  {
    name: '026 cards of guests',
    sql: `
      create table gouvernail.guest_cards (
        meeting text not null,
        person text not null,
        conversation_id text,
        activity_id text,
        sent_at timestamptz not null,
        shown text not null,
        round int not null default 0,
        ended boolean not null default false,
        primary key (meeting, person)
      );
      create index guest_cards_standing on gouvernail.guest_cards (meeting) where not ended;`,
  },
]
