-- Which devices of those who lead speak for a group (docs/e2ee.md, "The chain of facilitators' devices"). Each link is signed
-- by a device before it, so the house can keep them and hand them out and can make none. Base64.
create table facilitator_links (
    group_id uuid not null references groups (id) on delete cascade,
    -- From 0, without gaps: two rooms of one group that write at once cannot both have this place.
    position bigint not null,
    link text not null,
    kept_at bigint not null,
    primary key (group_id, position)
);
