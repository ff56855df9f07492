using Sutler.Cli.Api;
using Sutler.Cli.Output;

namespace Sutler.Cli.Commands.Job;

/// <summary>Finds jobs across the applications of a service.</summary>
internal static class JobApi
{
    /// <summary>Every job, with the path of its resource and the name of its application.</summary>
    public static async Task<IReadOnlyList<FoundJob>> ListAsync(ServiceApi api, CancellationToken cancellationToken)
    {
        var jobs = new List<FoundJob>();
        var applications = await api.GetAsync("v1.0/servicePrincipals", cancellationToken);
        foreach (var application in applications["value"]!.AsArray())
        {
            var path = $"v1.0/servicePrincipals/{application!["id"]!.GetValue<string>()}/synchronization/jobs";
            var found = await api.GetAsync(path, cancellationToken);
            jobs.AddRange(found["value"]!.AsArray().Select(job => new FoundJob(
                job!["id"]!.GetValue<string>(),
                $"{path}/{job["id"]!.GetValue<string>()}",
                application["displayName"]?.GetValue<string>() ?? "",
                job.AsObject())));
        }

        return jobs;
    }

    /// <summary>The job with this id; without an id the only job there is.</summary>
    /// <exception cref="CommandException">There is no such job, or several and no id was given.</exception>
    public static async Task<FoundJob> FindAsync(ServiceApi api, string? id, CancellationToken cancellationToken)
    {
        var jobs = await ListAsync(api, cancellationToken);
        if (id is not null)
        {
            return jobs.FirstOrDefault(job => job.Id == id)
                ?? throw new CommandException($"there is no job '{id}'; 'sutler job list' shows those there are.", CommandException.Failure);
        }

        return jobs.Count == 1
            ? jobs[0]
            : throw new CommandException($"the service has {jobs.Count} jobs: name one; 'sutler job list' shows them.", CommandException.Failure);
    }
}
