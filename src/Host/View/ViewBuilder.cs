using Sutler.Connectors.Sdk;
using Sutler.Host.Connections;
using Sutler.Scim;
using Sutler.Scim.Errors;
using Sutler.Scim.Filters;
using Sutler.Scim.Patch;
using Sutler.Scim.Schemas;

namespace Sutler.Host.View;

/// <summary>Works out how an object type appears in SCIM, from what the connector has and what the connection file says.</summary>
internal sealed class ViewBuilder
{
    private const int MaxExtensions = 16;

    private readonly ObjectTypeSchema _type;
    private readonly ObjectTypeConfig _config;
    private readonly TypeNames _names;
    private readonly bool _rename;
    private readonly string _coreUrn;
    private readonly Flow? _disable;
    private readonly Flow? _delete;
    private readonly Dictionary<string, AttributeSchema> _sources;
    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);

    private ViewBuilder(ObjectTypeSchema type, TypeNames names, bool rename)
    {
        _type = type;
        _names = names;
        _rename = rename;
        _config = names.Of(type.Name)!;
        _coreUrn = CoreUrn(_config.ResourceType);
        _disable = _config.Disable is { } disable ? Flow.Of(type, "disable", disable) : null;
        _delete = _config.Delete is { } delete ? Flow.Of(type, "delete", delete) : null;
        _sources = type.Attributes.ToDictionary(a => a.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>URN of the main schema of a resource type.</summary>
    public static string CoreUrn(string resourceType) => resourceType switch
    {
        "User" => CoreSchemas.UserUrn,
        "Group" => CoreSchemas.GroupUrn,
        _ => "urn:sutler:params:scim:schemas:core:2.0:" + resourceType,
    };

    /// <summary>Builds the view.</summary>
    /// <exception cref="ConnectorException">The file names an attribute that is not there, or a place that does not fit it.</exception>
    public static ResourceView Build(ObjectTypeSchema type, TypeNames names, bool rename) => new ViewBuilder(type, names, rename).Build();

    private ResourceView Build()
    {
        var mapped = _config.Attributes.Select(Parse).ToList();
        foreach (var place in mapped)
            _places[place.Source.Name] = _places.GetValueOrDefault(place.Source.Name) + 1;
        CheckFlows(mapped);
        var shown = _type.Attributes.Where(a => !IsFlow(a) && _config.Extension.Has(a.Name, _places.ContainsKey(a.Name))).ToList();
        foreach (var source in shown)
            _places[source.Name] = _places.GetValueOrDefault(source.Name) + 1;

        var extension = ExposedType.ExtensionPrefix + _config.ResourceType;
        var sections = new List<ViewSection> { Core([.. mapped.Where(p => p.Urn is null)]) };
        foreach (var group in mapped.Where(p => p.Urn is not null).GroupBy(p => p.Urn!, StringComparer.OrdinalIgnoreCase))
        {
            if (group.Key.Equals(extension, StringComparison.OrdinalIgnoreCase))
                throw Fault(group.First().Mapping.Path, $"is the host's own extension. Say which attributes stand there with objectTypes.{_type.Name}.extension.");
            sections.Add(Section(group.Key, [.. group]));
        }

        if (shown is not [] || _config.Dn is not DnStyle.Hidden)
            sections.Add(Own(extension, shown));
        if (sections.Count > MaxExtensions)
            throw new ConnectorException(Invalid($"objectTypes.{_type.Name}.attributes: more than {MaxExtensions} extensions. Put attributes together under fewer URNs."));
        return new ResourceView(TypeOf(sections), sections, _places) { Disable = _disable, Delete = _delete };
    }

    /// <summary>An attribute that a flow sets is not to be set in another way as well (H/WIZ-84).</summary>
    private void CheckFlows(IEnumerable<MappedPlace> mapped)
    {
        foreach (var place in mapped)
        {
            if (IsFlow(place.Source))
                throw Fault(place.Mapping.Path, $"is mapped to {place.Source.Name}, which a deprovisioning flow sets. Remove the mapping or the flow.");
            if (_disable is not null && place is { Urn: null, Name: "active" })
                throw Fault(place.Mapping.Path, "is what the disable flow listens to. Remove the mapping or the flow.");
        }

        foreach (var flow in new[] { _disable, _delete })
        {
            if (flow?.Source is { } source)
                _places[source.Name] = 1;
        }
    }

    private bool IsFlow(AttributeSchema source) =>
        (_disable?.Source is { } disabling && disabling.Name == source.Name) || (_delete?.Source is { } deleting && deleting.Name == source.Name);

    private static SchemaAttribute Active(SchemaDefinition? known) =>
        known?.Attributes.FirstOrDefault(a => a.Name == "active") ?? new SchemaAttribute("active") { Type = SchemaAttributeType.Boolean };

    private ResourceType TypeOf(List<ViewSection> sections) =>
        new(_config.ResourceType, _config.Endpoint, _coreUrn)
        {
            Description = $"Objects of type {_type.Name}",
            Extensions = [.. sections.Skip(1).Select(s => new SchemaExtension(s.Urn!, s.Definition.Attributes.Any(a => a.Required)))],
        };

    private ViewSection Core(IReadOnlyList<MappedPlace> places)
    {
        var known = CoreSchemas.Find(_coreUrn);
        var attributes = places.GroupBy(p => p.Name, StringComparer.OrdinalIgnoreCase).Select(g => Attribute([.. g])).ToList();
        if (_disable is not null)
            attributes.Add(new ActiveAttribute(Active(known), _disable));
        var ordered = InOrder(attributes, known);
        List<SchemaAttribute> definitions = [.. ordered.Select(a => a.Definition).Where(d => d.Name != "externalId")];
        definitions.AddRange(_config.Inverse.Select(i => i.Definition));
        return new ViewSection(null, new SchemaDefinition(_coreUrn, _config.ResourceType, definitions) { Description = known?.Description ?? $"Attributes of {_type.Name}" }, ordered);
    }

    private ViewSection Section(string urn, IReadOnlyList<MappedPlace> places)
    {
        var known = CoreSchemas.Find(urn);
        var ordered = InOrder([.. places.GroupBy(p => p.Name, StringComparer.OrdinalIgnoreCase).Select(g => Attribute([.. g]))], known);
        var id = known?.Id ?? urn;
        var name = known?.Name ?? urn[(urn.LastIndexOf(':') + 1)..];
        return new ViewSection(id, new SchemaDefinition(id, name, [.. ordered.Select(a => a.Definition)]) { Description = known?.Description ?? $"Attributes of {_type.Name}" }, ordered);
    }

    private ViewSection Own(string urn, List<AttributeSchema> shown)
    {
        var attributes = shown.Select(ViewAttribute (source) =>
        {
            var definition = AttributeDefinitions.Of(Single(source), IsFixed(source)) with { Required = Requires(source) };
            return new WholeAttribute(definition, source, ReferenceShape.Of(definition, _names));
        }).ToList();
        if (_config.Dn is not DnStyle.Hidden)
            attributes.Insert(0, new DnAttribute(_type, _config.Dn is DnStyle.Anchor));
        var clash = attributes.GroupBy(a => a.Definition.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1);
        if (clash is not null)
            throw new ConnectorException(Invalid($"objectTypes.{_type.Name}: two attributes are called {clash.Key} in SCIM. Select or rename one of them."));
        return new ViewSection(urn, new SchemaDefinition(urn, _config.ResourceType, [.. attributes.Select(a => a.Definition)])
        {
            Description = $"Attributes of {_type.Name} in the target",
        }, attributes);
    }

    private AttributeSchema Single(AttributeSchema source) =>
        _config.Single.Contains(source.Name, StringComparer.OrdinalIgnoreCase) ? source with { MultiValued = false } : source;

    /// <summary>An attribute with several places can be given in any of them, so none can require it; the handler of creates does.</summary>
    private bool Requires(AttributeSchema source) =>
        source.Required && source.Mutability is not AttributeMutability.ReadOnly && _places[source.Name] == 1;

    private bool IsFixed(AttributeSchema source) => !_rename && _type.Anchor.Contains(source.Name, StringComparer.OrdinalIgnoreCase);

    private static List<ViewAttribute> InOrder(List<ViewAttribute> attributes, SchemaDefinition? known)
    {
        var order = known?.Attributes.Select(a => a.Name).ToList() ?? [];
        return [.. attributes.OrderBy(a => order.IndexOf(a.Definition.Name) is var at and >= 0 ? at : int.MaxValue)];
    }

    private ViewAttribute Attribute(IReadOnlyList<MappedPlace> places)
    {
        var first = places[0];
        if (places is [{ Part: null, Slot: null }])
            return Whole(first);
        if (places.Any(p => p.Part is null))
            throw Fault(first.Mapping.Path, "is mapped as a whole and in parts at once. Keep one of the two.");
        if (places.Select(p => (p.SlotKey, p.Part!.ToUpperInvariant())).Distinct().Count() < places.Count)
            throw Fault(first.Mapping.Path, "is mapped twice. Keep one of the two.");
        return places.All(p => p.Slot is null) && first.Known is not { MultiValued: true } ? Composed(places) : Slotted(places);
    }

    private WholeAttribute Whole(MappedPlace place)
    {
        var source = Single(place.Source);
        if (place.Known is not { } known)
        {
            var own = AttributeDefinitions.Of(source, IsFixed(source)) with { Required = Requires(source) };
            return new WholeAttribute(own with { Name = place.Name }, place.Source, ReferenceShape.Of(own, _names));
        }

        if (known.MultiValued && !source.MultiValued)
            throw Fault(place.Mapping.Path, $"holds a list, {source.Name} one value. Write for example {place.Name}[type eq \"work\"].value.");
        Fit.Check(known, source, fault => Fault(place.Mapping.Path, fault));
        var definition = AttributeDefinitions.Apply(known, source, IsFixed(source)) with { Required = Requires(source), SubAttributes = Fit.Parts(known, source) };
        return new WholeAttribute(definition, place.Source, ReferenceShape.Of(definition, _names));
    }

    private ComposedAttribute Composed(IReadOnlyList<MappedPlace> places)
    {
        var parts = places.Select(p => new ViewPart(PartDefinition(p), p.Source)).ToList();
        var ordered = parts.OrderBy(p => places[0].Known is { } k ? k.SubAttributes.ToList().FindIndex(s => s.Name == p.Definition.Name) : 0).ToList();
        var known = places[0].Known ?? new SchemaAttribute(places[0].Name) { Type = SchemaAttributeType.Complex };
        return new ComposedAttribute(known with { Required = false, SubAttributes = [.. ordered.Select(p => p.Definition)] }, ordered);
    }

    private SlottedAttribute Slotted(IReadOnlyList<MappedPlace> places)
    {
        if (places[0].Known is not { MultiValued: true } known)
            throw Fault(places[0].Mapping.Path, "holds one value, so it takes no filter. Write attribute.part.");
        var slots = places.GroupBy(p => p.SlotKey).Select(g => new ViewSlot(g.First().Slot ?? [], [.. g.Select(p => new ViewPart(PartDefinition(p), p.Source))])).ToList();
        var names = slots.SelectMany(s => s.Fixed.Select(f => f.Name).Concat(s.Parts.Select(p => p.Definition.Name))).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var parts = known.SubAttributes.Where(s => names.Contains(s.Name))
            .Select(s => slots.SelectMany(slot => slot.Parts).FirstOrDefault(p => p.Definition.Name == s.Name)?.Definition ?? s);
        return new SlottedAttribute(known with { Required = false, SubAttributes = [.. parts] }, slots);
    }

    private SchemaAttribute PartDefinition(MappedPlace place)
    {
        var source = Single(place.Source);
        var fixedPart = IsFixed(source);
        if (source.MultiValued || source.Type is AttributeType.Complex or AttributeType.Reference)
            throw Fault(place.Mapping.Path, $"takes one simple value, and {source.Name} is none. Map the whole of it to an attribute.");
        if (place.Known is null)
            return AttributeDefinitions.Of(source, fixedPart) with { Name = place.Part! };
        var known = place.Known.SubAttributes.FirstOrDefault(s => s.Name.Equals(place.Part, StringComparison.OrdinalIgnoreCase))
            ?? throw Fault(place.Mapping.Path, $"has no such part. {place.Name} has: {string.Join(", ", place.Known.SubAttributes.Select(s => s.Name))}.");
        Fit.Check(known, source, fault => Fault(place.Mapping.Path, fault));
        return AttributeDefinitions.Apply(known, source, fixedPart) with { Required = Requires(source) };
    }

    private MappedPlace Parse(AttributeMapping mapping)
    {
        var source = _sources.GetValueOrDefault(mapping.Attribute)
            ?? throw Fault(mapping.Path, $"names '{mapping.Attribute}', which {_type.Name} does not have. It has: {string.Join(", ", _sources.Keys.Take(50))}.");
        PatchPath path;
        try
        {
            path = PatchPathParser.Parse(mapping.Path);
        }
        catch (ScimException e)
        {
            throw Fault(mapping.Path, $"is not a SCIM path ({e.Error.Detail}). Write for example userName, name.givenName or emails[type eq \"work\"].value.");
        }

        var urn = path.Attribute.Schema is { } schema && !schema.Equals(_coreUrn, StringComparison.OrdinalIgnoreCase) ? schema : null;
        var known = Known(urn, path.Attribute, mapping);
        return new MappedPlace(mapping, source, urn, known?.Name ?? path.Attribute.Attribute)
        {
            Known = known,
            Part = path.SubAttribute ?? path.Attribute.SubAttribute,
            Slot = path.ValueFilter is { } filter ? [.. Terms(filter, mapping.Path)] : null,
        };
    }

    /// <summary>The RFC's definition; null in a schema of one's own.</summary>
    private SchemaAttribute? Known(string? urn, AttributePath path, AttributeMapping mapping)
    {
        if (urn is null && path.Attribute.Equals("externalId", StringComparison.OrdinalIgnoreCase))
            return new SchemaAttribute("externalId") { CaseExact = true };
        if (CoreSchemas.Find(urn ?? _coreUrn) is not { } schema)
            return null;
        var known = schema.Attributes.FirstOrDefault(a => a.Name.Equals(path.Attribute, StringComparison.OrdinalIgnoreCase))
            ?? throw Fault(mapping.Path, $"is not an attribute of {schema.Id}. For one of your own write a URN of your own, such as urn:example:2.0:{_config.ResourceType}:{path.Attribute}.");
        return known.Mutability is SchemaMutability.ReadOnly
            ? known with { Mutability = SchemaMutability.ReadWrite, SubAttributes = [.. known.SubAttributes.Select(s => s with { Mutability = SchemaMutability.ReadWrite })] }
            : known;
    }

    private IEnumerable<(string Name, object Value)> Terms(FilterExpression filter, string path) => filter switch
    {
        AndFilter and => Terms(and.Left, path).Concat(Terms(and.Right, path)),
        ComparisonFilter { Operator: ComparisonOperator.Equal, Path: { Schema: null, SubAttribute: null } part, Value: string or bool } term => [(part.Attribute, term.Value)],
        _ => throw Fault(path, "may only compare with eq and and inside the brackets. Write for example emails[type eq \"work\"].value."),
    };

    private ConnectorException Fault(string path, string fault) => new(Invalid($"objectTypes.{_type.Name}.attributes: '{path}' {fault}"));

    private static ConnectorError Invalid(string message) => new(ConnectorErrorKind.Invalid, message);
}
