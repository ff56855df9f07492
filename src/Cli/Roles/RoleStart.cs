using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Sutler.Cli.Output;
using Sutler.Host.Certificates;

namespace Sutler.Cli.Roles;

/// <summary>Starts and stops a role, and turns what stands in its way into one clear sentence.</summary>
internal static class RoleStart
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(4);

    /// <summary>Starts the role; <paramref name="option"/> names the option that moves it to another port.</summary>
    /// <exception cref="CommandException">Its port is taken or may not be used.</exception>
    public static async Task StartAsync(WebApplication role, string address, string option, CancellationToken cancellationToken)
    {
        try
        {
            await role.StartAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new CommandException($"{address} is taken by another program. Stop that program, or choose another with {option}.");
        }
        catch (HostCertificateException e)
        {
            throw new CommandException(e.Message);
        }
        catch (IOException e) when (e.InnerException is IOException { InnerException: AddressInUseException })
        {
            throw new CommandException(e.Message);
        }
        catch (System.Net.Sockets.SocketException e)
        {
            throw new CommandException($"{address} cannot be listened on ({e.Message}). Choose another with {option}.");
        }
    }

    /// <summary>Lets what is in flight finish, within a limit.</summary>
    public static async Task StopAsync(WebApplication role)
    {
        using var limit = new CancellationTokenSource(DrainLimit);
        try
        {
            await role.StopAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // The limit was reached: whatever is left is settled at the next start.
        }

        await role.DisposeAsync();
    }

    /// <summary>Runs a role until the process is asked to end.</summary>
    public static async Task<int> RunAsync(WebApplication role, Func<string> describe, CancellationToken stop)
    {
        await Console.Out.WriteLineAsync($"{describe()} Ctrl-C ends it.");
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (stop.Register(ended.SetResult))
            await ended.Task;
        await StopAsync(role);
        return 0;
    }
}
