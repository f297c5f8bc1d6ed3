create schema content;

create table content.page_versions (
  page text collate "C" not null,
  version int not null,
  texts jsonb not null,
  revision int not null,
  saved_at timestamptz not null,
  published_at timestamptz,
  published_by uuid,
  primary key (page, version)
);
comment on table content.page_versions is 'placement: control. Every version of the market''s own pages: imprint, terms, privacy and others. texts: Markdown by language. Without published_at it is the draft, at most one a page; revision counts the saves of the page, over all its versions. published_by: null when it came from a file.';
create unique index page_drafts on content.page_versions (page) where published_at is null;

create table content.acceptances (
  user_id uuid not null,
  page text collate "C" not null,
  version int not null,
  accepted_at timestamptz not null,
  primary key (user_id, page, version),
  foreign key (page, version) references content.page_versions
);
comment on table content.acceptances is 'placement: control. Which version of which terms a user accepted, and when.';
