using System.Data.Common;
using Dapper;
using Sutler.Scim.Filters;
using Sutler.Scim.Schemas;

namespace Sutler.Service.Inbound.Resources;

/// <summary>Where the resources of one type come from, for one client.</summary>
internal interface IResourceSource
{
    ResourceSchema Schema { get; }

    /// <summary>The table, for its list of ids.</summary>
    string Table { get; }

    /// <summary>The column of the id as conditions name it.</summary>
    string IdColumn { get; }

    DynamicParameters Parameters();

    /// <summary>The condition by which the store narrows a filter; null for none.</summary>
    string? Narrow(FilterExpression filter, DynamicParameters parameters);

    /// <summary>Resources that fulfil a condition.</summary>
    Task<IReadOnlyList<ShownResource>> ReadAsync(DbConnection connection, string condition, ResourceRead read);
}
