using Sutler.Storage;

namespace Sutler.Service.Store;

/// <summary>Settings of jobs, object types of links, and which members this job has put into which groups of its target.</summary>
internal static class MembershipMigration
{
    public static readonly Migration Step = new(4, "job settings, object types of links, memberships at targets", """
        ALTER TABLE job ADD COLUMN settings TEXT;

        ALTER TABLE link ADD COLUMN object_type TEXT NOT NULL DEFAULT 'User';
        ALTER TABLE link ADD COLUMN linked_cycle TEXT;
        ALTER TABLE link ADD COLUMN inactive_since TEXT;
        CREATE INDEX link_cycle ON link (tenant_id, job_id, linked_cycle) WHERE linked_cycle IS NOT NULL;
        CREATE INDEX link_inactive ON link (tenant_id, job_id, inactive_since) WHERE inactive_since IS NOT NULL;

        ALTER TABLE intent ADD COLUMN object_type TEXT NOT NULL DEFAULT 'User';

        CREATE TABLE membership (
            tenant_id TEXT NOT NULL,
            job_id TEXT NOT NULL,
            group_id TEXT NOT NULL,
            member_id TEXT NOT NULL,
            target_member_id TEXT NOT NULL,
            PRIMARY KEY (tenant_id, job_id, group_id, member_id));
        CREATE INDEX membership_member ON membership (tenant_id, job_id, member_id);
        """);
}
