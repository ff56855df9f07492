using System.CommandLine;

namespace Sutler.Cli.Commands.Directories;

/// <summary><c>sutler directory …</c>: users, groups, members and assignments of a running service.</summary>
internal static class DirectoryCommands
{
    public static Command Create() => new("directory", "Users and groups of a running service, and who is assigned to which application.")
    {
        ObjectCommands.Create(ObjectKind.User, DirectoryImportCommand.Create()),
        ObjectCommands.Create(ObjectKind.Group),
        MemberCommands.Create(),
        AssignmentCommands.Create(),
    };
}
