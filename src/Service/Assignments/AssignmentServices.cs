using Sutler.Service.Applications;
using Sutler.Service.Directory;
using Sutler.Service.Directory.Groups;
using Sutler.Service.Directory.Queries;

namespace Sutler.Service.Assignments;

/// <summary>What endpoints of assignments work with.</summary>
internal sealed record AssignmentServices(
    AssignmentStore Assignments, AppRoleStore Roles, ApplicationStore Applications, DirectoryStore Users, GroupStore Groups, ObjectReader Reader, TimeProvider Time);
