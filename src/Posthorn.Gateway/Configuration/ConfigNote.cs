using System.Globalization;

namespace Posthorn.Gateway.Configuration;

/// <summary>Something to tell about a place of the configuration file. Never a value: it may be a secret.</summary>
/// <param name="Line">From 1; 0 for the file as a whole.</param>
internal sealed record ConfigNote(int Line, string Text)
{
    public override string ToString() => Line == 0 ? Text : string.Create(CultureInfo.InvariantCulture, $"line {Line}: {Text}");
}
