using System.Globalization;
using System.Text.Json.Nodes;
using Sutler.Expressions;
using Sutler.Expressions.Syntax;
using Sutler.Scim.Errors;
using Sutler.Scim.Patch;
using Sutler.Service.Api;
using Sutler.Service.Mapping;

namespace Sutler.Service.Schemas.Linting;

/// <summary>Checks one row of an object mapping.</summary>
internal sealed class RowLint(LintScope scope, string place)
{
    private readonly Findings _findings = scope.Findings;

    public void Check(JsonObject row)
    {
        if (row.Text("targetAttributeName") is not { Length: > 0 } name)
        {
            _findings.Error("TargetMissing", place, "The row names no target attribute.", "Write targetAttributeName.");
            return;
        }

        CheckTarget(name);
        CheckChoice<FlowType>(row, "flowType");
        CheckChoice<NullPolicy>(row, "nullPolicy");
        CheckChoice<DriftPolicy>(row, "driftPolicy");
        if (row.Text("flowBehavior") is { Length: > 0 } behavior && !behavior.Is("FlowWhenChanged") && !behavior.Is("FlowAlways"))
            _findings.Error("FlowBehavior", $"{place}.flowBehavior", $"'{behavior}' is not known.", "Write FlowWhenChanged or FlowAlways.");
        var target = scope.Targets.GetValueOrDefault(name);
        CheckDefault(row, target);
        CheckSource(row, target);
        ExampleLint.Check(row, place, scope);
    }

    private void CheckTarget(string name)
    {
        var target = scope.Targets.GetValueOrDefault(name);
        if (name.Is("id"))
            _findings.Error("TargetKey", $"{place}.targetAttributeName", "id is the target's own key.", "Remove the row; map externalId instead.");
        else if (target.Text("mutability").Is("ReadOnly"))
            _findings.Error("TargetReadOnly", $"{place}.targetAttributeName", $"{name} is read-only at the target.", "Remove the row.");
        else if (scope.KnowsTargets && !IsKnown(name))
            _findings.Warn("TargetUnknown", $"{place}.targetAttributeName", $"The target's definition does not list {name}; it is sent as a text.", "Run discover, or add the attribute to directories.");

        try
        {
            PatchPathParser.Parse(name);
        }
        catch (ScimException e)
        {
            _findings.Error("TargetPath", $"{place}.targetAttributeName", $"{name} is no attribute path: {e.Message}", "Write one such as emails[type eq \"work\"].value.");
        }
    }

    /// <summary>A part of a value is known where the whole attribute is.</summary>
    private bool IsKnown(string name)
    {
        var whole = name.Split('[', 2)[0];
        return scope.Targets.ContainsKey(name) || scope.Targets.ContainsKey(whole) || (name.LastIndexOf('.') is > 0 and var dot && scope.Targets.ContainsKey(name[..dot]));
    }

    private void CheckChoice<T>(JsonObject row, string property)
        where T : struct, Enum
    {
        if (row.Text(property) is { Length: > 0 } text && !(Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value)))
            _findings.Error(char.ToUpperInvariant(property[0]) + property[1..], $"{place}.{property}", $"'{text}' is not known.", $"Write one of {string.Join(", ", Enum.GetNames<T>())}.");
    }

    private void CheckDefault(JsonObject row, JsonObject? target)
    {
        var value = row.Text("defaultValue");
        if (row.Text("nullPolicy").Is("default") && value is not { Length: > 0 })
            _findings.Warn("DefaultMissing", $"{place}.nullPolicy", "There is no default value to write.", "Add defaultValue, or use skip.");
        if (row.Text("nullPolicy").Is("clear") && target.Flag("required") is true)
            _findings.Error("ClearRequired", $"{place}.nullPolicy", "The target requires this attribute, so it cannot be removed.", "Use skip or default.");
        if (value is { Length: > 0 })
            CheckLiteral(value, target, "defaultValue");
    }

    private void CheckLiteral(string value, JsonObject? target, string property)
    {
        var type = target.Text("type");
        var fits = type.Is("Boolean") ? bool.TryParse(value, out _)
            : !type.Is("Integer") || decimal.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
        if (!fits)
            _findings.Error("TypeMismatch", $"{place}.{property}", $"'{value}' is no {type}.", "Write a value of the target's type.");
    }

    private void CheckSource(JsonObject row, JsonObject? target)
    {
        if (row["source"] is not JsonObject source)
        {
            if (row.Text("defaultValue") is not { Length: > 0 })
                _findings.Error("SourceMissing", place, "The row has neither a source nor a default value.", "Add a source.");
            return;
        }

        var type = source.Text("type") ?? "Attribute";
        if (type.Is("Attribute"))
            CheckDirect(SourceReader.NameOf(source) ?? "", target);
        else if (type.Is("Constant"))
            CheckLiteral(SourceReader.Unquote(source.Text("expression") is { Length: > 0 } quoted ? quoted : source.Text("name") ?? ""), target, "source");
        else if (type.Is("Function"))
            CheckFunction(row, source);
        else if (!type.Is("None"))
            _findings.Error("SourceType", $"{place}.source.type", $"'{type}' is no kind of source.", "Write Attribute, Constant, Function or None.");
    }

    private void CheckDirect(string name, JsonObject? target)
    {
        if (scope.Sources.Find(name) is not { } attribute)
        {
            _findings.Error("SourceUnknown", $"{place}.source.name", $"The row {scope.Sources.Unknown(name)}.", "Correct the name.");
            return;
        }

        if (attribute.Name.Is(SourceAttributes.AppRoleAssignments))
            _findings.Error("RolesDirect", $"{place}.source", "appRoleAssignments must not be mapped as it stands.", "Use SingleAppRoleAssignment or AssertiveAppRoleAssignmentsComplex.");
        var type = target.Text("type");
        if (type.Is("Reference") != attribute.Type is TargetType.Reference && target is not null)
        {
            if (type.Is("Reference"))
                _findings.Error("TypeMismatch", $"{place}.source", $"The target wants a reference, and {attribute.Name} is none.", "Map manager or members.");
            else
                _findings.Warn("TypeMismatch", $"{place}.source", $"{attribute.Name} is a reference and is sent as the text of an id.", "Declare the target attribute as Reference.");
        }

        if (attribute.Type is TargetType.Boolean && (type.Is("Integer") || type.Is("DateTime")))
            _findings.Error("TypeMismatch", $"{place}.source", $"{attribute.Name} is true or false, and the target wants {type}.", "Use Switch to turn it into one.");
        if (attribute.IsMultiValued && target is not null && target.Flag("multivalued") is not true)
            _findings.Warn("ManyToOne", $"{place}.source", $"{attribute.Name} can have several values, and the target takes one.", "Use Item or Join.");
    }

    private void CheckFunction(JsonObject row, JsonObject source)
    {
        string text;
        try
        {
            text = SourceTree.Text(place, source);
        }
        catch (ApiException refused)
        {
            _findings.Error("ExpressionInvalid", $"{place}.source", refused.Message, "");
            return;
        }

        var parsed = Expression.Parse(text);
        if (parsed.Error is { } error)
            _findings.Error("ExpressionInvalid", $"{place}.source.expression", error.Message, "");
        foreach (var warning in parsed.Warnings)
            _findings.Warn("ExpressionWarning", $"{place}.source.expression", warning, "");
        if (parsed.Expression is not { } expression)
            return;
        new ExpressionLint(scope, $"{place}.source.expression").Check(expression);
        CheckUse(row, expression);
    }

    private void CheckUse(JsonObject row, Expression expression)
    {
        var isMatching = row.Number("matchingPriority") > 0;
        var isOnce = row.Text("flowType").Is("ObjectAddOnly");
        if (expression.Root is CallNode { Name: "SelectUniqueValue" })
        {
            if (isMatching)
                _findings.Error("UniqueValueMatching", $"{place}.matchingPriority", "A value that is made unique cannot find an existing object.", "Match by another attribute.");
            if (!isOnce)
                _findings.Error("UniqueValueAlways", $"{place}.flowType", "A value is made unique only when an object is created.", "Use ObjectAddOnly.");
        }
        else if (ExpressionLint.IsImpure(expression.Root) && (isMatching || !isOnce))
        {
            if (isMatching)
                _findings.Error("ImpureMatching", $"{place}.matchingPriority", "The value differs each time it is computed, so it never finds an object.", "Match by another attribute.");
            else
                _findings.Warn("ImpureAlways", $"{place}.flowType", "The value differs each time it is computed, so every object is written each time it is looked at.", "Use ObjectAddOnly.");
        }
    }
}
