using System.CommandLine;
using System.Globalization;
using System.Net;
using Sutler.Cli.Demo;
using Sutler.Cli.Options;
using Sutler.Cli.Output;
using Sutler.Cli.Roles;
using Sutler.Host;
using Sutler.Host.Logging;
using Sutler.Storage.Secrets;

namespace Sutler.Cli.Commands.Host;

/// <summary><c>sutler host demo</c></summary>
internal static class HostDemoCommand
{
    private const string Description = """
        Runs a host alone with a sample connection on SQLite that stores every attribute of the core User, Enterprise User and Group
        schemas. It starts empty, at https://localhost:PORT/ecma2host_scim-full/scim, and any SCIM client can try it.

        Examples:
          sutler host demo --data /tmp/demo --port 8585 --token env:DEMO_TOKEN
          sutler host demo --data /tmp/demo --port 8080 --token 0123456789abcdef --http
        """;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    public static Command Create()
    {
        var data = DataOption.Create();
        var port = new Option<int>("--port") { Description = "Port to listen on; 0 takes a free one.", DefaultValueFactory = _ => HostOptions.DefaultPort };
        var token = new Option<string>("--token") { Description = "Bearer token that clients must show, at least 12 characters; or a reference to it, env:NAME or file:PATH.", Required = true };
        var http = HostAddress.HttpOption();
        var bind = HostAddress.BindOption();
        var log = LogLevelOption.Create();
        var command = new Command("demo", Description) { data, port, token, http, bind, log };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var address = HostAddress.Read(parsed.GetValue(bind), parsed.GetValue(http));
            var secret = Token(parsed.GetValue(token)!);
            using var folder = DataOption.Take(parsed.GetValue(data)!);
            DemoSample.Ensure(folder.Root, secret);
            var options = new HostOptions
            {
                DataFolder = folder.Root,
                Port = parsed.GetValue(port),
                BindAddress = address,
                Http = parsed.GetValue(http),
                LogLevel = new LogLevelSwitch(parsed.GetValue(log)),
                Logging = RoleLogging.At(parsed.GetValue(log)),
            };
            var role = HostRole.Create(options);
            await RoleStart.StartAsync(role, $"port {options.Port.ToString(CultureInfo.InvariantCulture)}", "--port", cancellationToken);
            await HostReady.WaitAsync(role, DemoSample.Connection, StartLimit, cancellationToken);
            return await RoleStart.RunAsync(role, () => Describe(options, HostRole.Port(role)), cancellationToken);
        });
        return command;
    }

    private static string Describe(HostOptions options, int port)
    {
        var scheme = options.Http ? "http" : "https";
        var host = options.BindAddress is { } address && !IPAddress.IsLoopback(address) ? address.ToString() : "localhost";
        var trust = options.Http ? "" : $" Its certificate is signed by {HostRole.CertificateFile(options)}.";
        return $"SCIM: {scheme}://{host}:{port.ToString(CultureInfo.InvariantCulture)}/ecma2host_{DemoSample.Connection}/scim{trust}";
    }

    private static string Token(string text)
    {
        var isReference = text.StartsWith("env:", StringComparison.Ordinal) || text.StartsWith("file:", StringComparison.Ordinal);
        try
        {
            var token = isReference ? new SecretReference(text).Resolve(Environment.CurrentDirectory) : text;
            return token.Length >= HostRole.MinTokenLength
                ? token
                : throw new CommandException($"--token has fewer than {HostRole.MinTokenLength} characters. Use a random one of at least that length.");
        }
        catch (SecretException e)
        {
            throw new CommandException($"--token: {e.Message}");
        }
    }
}
