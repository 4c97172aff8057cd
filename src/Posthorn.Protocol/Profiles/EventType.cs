using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Posthorn.Protocol.Profiles;

/// <summary>The name of a kind of event, such as <c>session.completed</c>.</summary>
/// <remarks>
/// 1 to 128 of <c>a-z A-Z 0-9 _</c> in words between single full stops. Case matters. Nothing in it needs escaping in JSON, in a header
/// or in a file name, and none of it looks like another alphabet.
/// </remarks>
public readonly record struct EventType
{
    /// <summary>The most characters of a name.</summary>
    public const int MaxLength = 128;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_.");

    private readonly string? _name;

    private EventType(string name) => _name = name;

    /// <summary>Says whether a text is the name of an event type.</summary>
    /// <param name="name">The text.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsValid(ReadOnlySpan<char> name) =>
        name.Length is > 0 and <= MaxLength
        && !name.ContainsAnyExcept(Allowed)
        && name[0] != '.'
        && name[^1] != '.'
        && !name.Contains("..", StringComparison.Ordinal);

    /// <summary>Makes an event type of a text.</summary>
    /// <param name="name">The text; null is no name.</param>
    /// <param name="type">The event type.</param>
    /// <returns>Whether the text is a name.</returns>
    public static bool TryParse([NotNullWhen(true)] string? name, out EventType type)
    {
        var valid = IsValid(name);
        type = valid ? new(name!) : default;
        return valid;
    }

    /// <summary>The name.</summary>
    /// <returns>The text that was parsed.</returns>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public override string ToString() => _name ?? throw new InvalidOperationException("The default event type names none.");
}
