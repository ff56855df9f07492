using System.CommandLine;
using Sutler.Cli.Options;
using Sutler.Cli.Output;
using Sutler.Cli.Roles;
using Sutler.Service;
using Sutler.Storage.Secrets;

namespace Sutler.Cli.Commands.Service;

/// <summary><c>sutler service run</c></summary>
internal static class ServiceRunCommand
{
    private const string Description = """
        Runs the provisioning service: directory, jobs, relay and API. The first start makes a certificate authority, a master key and an API
        token ('admin-token') in DIR, readable by their owner only. Plain HTTP is refused off loopback.

        Example:
          sutler service run --data /var/lib/sutler/service --agent-urls https://0.0.0.0:8443
        """;

    public static Command Create()
    {
        var defaults = new ServiceOptions { DataFolder = "" };
        var data = DataOption.Create();
        var urls = new Option<string>("--urls") { Description = "Where the API listens; several are separated by semicolons.", DefaultValueFactory = _ => string.Join(';', defaults.Urls) };
        var agentUrls = new Option<string>("--agent-urls") { Description = "Where agents connect.", DefaultValueFactory = _ => defaults.AgentUrls };
        var database = new Option<string?>("--database") { Description = "Connection string of the PostgreSQL database that several nodes share; with it --master-key is needed. Default: a file in DIR." };
        var masterKey = new Option<string?>("--master-key") { Description = "Where the master key is: file:PATH or env:NAME. Default: a key made in DIR." };
        var loopback = new Option<bool?>("--allow-loopback-targets") { Description = "Whether targets on this machine may be called without an agent. Default: only while the API listens on nothing but loopback." };
        var deleted = new Option<int>("--keep-deleted") { Description = "Days for which a deleted user or group can be restored.", DefaultValueFactory = _ => (int)defaults.Directory.DeletedItems.TotalDays };
        var feed = new Option<int>("--keep-changes") { Description = "Days for which delta queries find what has changed.", DefaultValueFactory = _ => (int)defaults.Directory.Feed.TotalDays };
        var log = LogLevelOption.Create();
        var command = new Command("run", Description) { data, urls, agentUrls, database, masterKey, loopback, deleted, feed, log };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var folder = DataOption.Take(parsed.GetValue(data)!);
            var options = new ServiceOptions
            {
                DataFolder = folder.Root,
                Urls = parsed.GetValue(urls)!.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                AgentUrls = parsed.GetValue(agentUrls)!,
                Database = parsed.GetValue(database),
                MasterKeyReference = parsed.GetValue(masterKey),
                AllowLoopbackTargets = parsed.GetValue(loopback),
                Directory = defaults.Directory with { DeletedItems = Days(parsed.GetValue(deleted)), Feed = Days(parsed.GetValue(feed)) },
                ConfigureLogging = RoleLogging.At(parsed.GetValue(log)),
            };
            try
            {
                var role = await ServiceRole.CreateAsync(options, cancellationToken);
                await RoleStart.StartAsync(role, $"{string.Join(" or ", options.Urls)} or {options.AgentUrls}", "--urls or --agent-urls", cancellationToken);
                return await RoleStart.RunAsync(role, () => Describe(ServiceRole.Addresses(role), folder.Root) + FirstStart(role, folder.Root), cancellationToken);
            }
            catch (Exception e) when (e is ArgumentException or SecretException)
            {
                throw new CommandException(e.Message);
            }
        });
        return command;
    }

    private static TimeSpan Days(int days) => days is >= 1 and <= 3650
        ? TimeSpan.FromDays(days)
        : throw new CommandException($"{days} is no number of days to keep things. Give 1 to 3650.");

    /// <summary>Said once: the token itself stands on the screen only until somebody has used it.</summary>
    private static string FirstStart(Microsoft.AspNetCore.Builder.WebApplication role, string folder) => ServiceRole.IsFirstStart(role)
        ? $" Make the first administrator's account with POST /api/v1/setup and the token {File.ReadAllText(Path.Combine(folder, "setup-token")).Trim()}, which also stands in {Path.Combine(folder, "setup-token")}."
        : "";

    private static string Describe(ServiceAddresses addresses, string folder) =>
        $"Service listens on {string.Join(", ", addresses.Urls)}; agents dial {string.Join(", ", addresses.AgentUrls)}; API token in {Path.Combine(folder, "admin-token")}.";
}
