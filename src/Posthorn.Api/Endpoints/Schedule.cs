using System.Text.Json.Serialization;

namespace Posthorn.Api.Endpoints;

/// <summary>When a delivery that failed is tried again: a preset's name, or waits of one's own.</summary>
/// <remarks>On the wire a string or a list of numbers. Immutable.</remarks>
[JsonConverter(typeof(ScheduleConverter))]
public sealed record Schedule
{
    private Schedule(string? preset, IReadOnlyList<double> waits) => (Preset, Waits) = (preset, waits);

    /// <summary>Gets one attempt and no retry, as Suki promises it.</summary>
    public static Schedule Once { get; } = new("once", []);

    /// <summary>Gets five retries in 24 hours: 4.2 s, 50 s, 10 min, 2 h, 24 h after the first attempt.</summary>
    public static Schedule Sully { get; } = new("sully", []);

    /// <summary>Gets the example of Standard Webhooks: nine retries in 75.6 hours.</summary>
    public static Schedule Standard { get; } = new("standard", []);

    /// <summary>Gets quick retries at first, then hourly to 72 hours.</summary>
    public static Schedule Persistent { get; } = new("persistent", []);

    /// <summary>Gets the preset's name.</summary>
    /// <value>Null when <see cref="Waits"/> are given instead.</value>
    public string? Preset { get; }

    /// <summary>Gets the waits between attempts, in seconds: each at least 1, at most 100 of them, at most 30 days in all.</summary>
    /// <value>Empty for a preset.</value>
    public IReadOnlyList<double> Waits { get; }

    /// <summary>Names a preset. Names that the server does not know are refused there.</summary>
    /// <param name="preset">The preset's name.</param>
    public static Schedule Named(string preset) => new(preset, []);

    /// <summary>Makes a schedule of one's own.</summary>
    /// <param name="seconds">The waits between attempts, in seconds.</param>
    public static Schedule Of(params IReadOnlyList<double> seconds) => new(null, seconds);

    /// <inheritdoc/>
    public bool Equals(Schedule? other) => other is not null && Preset == other.Preset && Waits.SequenceEqual(other.Waits);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Preset, Waits.Count);
}
