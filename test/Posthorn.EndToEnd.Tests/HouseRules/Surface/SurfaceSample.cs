namespace Posthorn.EndToEnd.Tests.HouseRules.Surface;

/// <summary>A public type with something of everything that the printer has to write, and with what it has to leave out.</summary>
public abstract record SurfaceSample(string Name, int? Limit) : IDisposable
{
    public const int Most = 3;

    private readonly List<string?> _parts = [];

    public enum Kind : byte
    {
        None,
        Some = 5,
    }

    public required byte[]? Body { get; init; }

    public IReadOnlyList<string?> Parts
    {
        get => _parts;
        protected set => _parts.AddRange(value);
    }

    internal string? Hidden { get; set; }

    public static bool TryParse(string? text, out SurfaceSample? sample, bool strict = true)
    {
        sample = null;
        return text is null && strict;
    }

    public abstract void Dispose();

    private protected void Inner() => _parts.Clear();
}
