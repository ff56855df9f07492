using Sutler.Service.Directory.Queries;

namespace Sutler.Service.Directory.Groups;

/// <summary>What endpoints of memberships work with.</summary>
internal sealed record MemberServices(DirectoryStore Users, GroupStore Groups, ObjectReader Reader);
