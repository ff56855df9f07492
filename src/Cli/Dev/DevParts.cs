using Sutler.Cli.Api;
using Sutler.Cli.Output;

namespace Sutler.Cli.Dev;

/// <summary>What the steps of a run share.</summary>
internal sealed record DevParts(Screen Screen, ServiceApi Api, DemoJob Job, DevJson Dev);
