namespace Posthorn.Bench.Reporting;

/// <summary>A column of a table.</summary>
internal sealed record Column<T>(string Header, Func<T, FormattableString> Value);
