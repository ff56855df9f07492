namespace Sutler.Service.Explaining;

/// <summary>One plain sentence about one matter.</summary>
internal sealed record ExplainStatement(string Topic, string Text);
