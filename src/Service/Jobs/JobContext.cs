using System.Collections.Concurrent;
using Sutler.Scim.Client;
using Sutler.Service.Applying;
using Sutler.Service.Guards;
using Sutler.Service.Mapping;
using Sutler.Service.Planning;

namespace Sutler.Service.Jobs;

/// <summary>What one run of a job works with. Made anew for each run, so that a changed schema or secret counts from the next run on.</summary>
internal sealed record JobContext
{
    public required string JobId { get; init; }

    public required string ApplicationName { get; init; }

    public required string ApplicationId { get; init; }

    /// <summary>The run's right to write: a later run has a higher one.</summary>
    public required long Epoch { get; init; }

    /// <summary>The run's right to send: proved before each request.</summary>
    public JobLease Lease { get; init; } = JobLease.None;

    public required JobSchema Schema { get; init; }

    public required JobSettings Settings { get; init; }

    /// <summary>The application's roles by id, for mappings of roles.</summary>
    public IReadOnlyDictionary<string, ComplexValue> Roles { get; init; } = new Dictionary<string, ComplexValue>(StringComparer.Ordinal);

    /// <summary>The form in which writes are sent.</summary>
    public WireProfile Profile { get; init; } = WireProfile.Rfc7644Strict;

    /// <summary>Removals that wait to be released; the cycle sets it before it removes anything.</summary>
    public HeldRemovals Held { get; set; } = HeldRemovals.None;

    /// <summary>What the run's lanes are working on.</summary>
    public ObjectClaims Claims { get; } = new();

    /// <summary>Values given to objects that are being made, so that no two of them get the same (S/EXPR-91).</summary>
    public ConcurrentDictionary<string, string> Reserved { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a mapping carries the roles of assignments.</summary>
    public bool UsesRoles => Roles.Count > 0 && Schema.For(JobSchema.User).Values.Any(mapping => mapping.Roles is not RoleFlow.None);

    /// <summary>Whether it matters who is assigned to the application.</summary>
    public bool UsesAssignments => !Settings.SyncAll || UsesRoles;

    /// <summary>What the settings say about objects that should not be in use.</summary>
    public PlanPolicy Policy => new()
    {
        CreateDisabled = Settings.CreateDisabled,
        SkipOutOfScope = Settings.SkipOutOfScopeDeletions,
        DeleteOutOfScope = Settings.DeleteOutOfScope,
        DeleteInactiveBefore = Settings.DeleteAfterDisabled is { } wait ? Options.Time.GetUtcNow() - wait : null,
    };

    public required TargetConnection Target { get; init; }

    public required BatchStore Batches { get; init; }

    public required SettleStore Settling { get; init; }

    public required JobProgress Progress { get; init; }

    public required EngineOptions Options { get; init; }

    /// <summary>Who had it done: a person for what was asked for, else the service.</summary>
    public Initiator Initiator { get; init; } = Initiator.System;

    /// <summary>What stands between the job and its target.</summary>
    public required JobGates Gates { get; init; }
}
