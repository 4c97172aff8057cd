namespace Posthorn.Api.Json;

/// <summary>What a change says of one member: nothing (it stays as it is), a new value, or null (back to its default).</summary>
/// <typeparam name="T">The member's type; a nullable one, for null has a meaning.</typeparam>
/// <remarks>A plain value converts to it, so that <c>new UpdateEndpoint { Url = "https://…" }</c> reads as it should.</remarks>
public readonly record struct Change<T>
{
    /// <summary>Initializes a change to a value.</summary>
    /// <param name="value">The new value; null puts the member back to its default.</param>
    public Change(T value) => (Value, IsSet) = (value, true);

    /// <summary>Gets a value indicating whether the member is to change.</summary>
    /// <value>The default is false: the member stays as it is.</value>
    public bool IsSet { get; }

    /// <summary>Gets the new value.</summary>
    /// <value>The default is null, which means "back to the default" when <see cref="IsSet"/>, and nothing otherwise.</value>
    public T? Value { get; }

    /// <summary>Makes a change of a value.</summary>
    /// <param name="value">The new value.</param>
    public static implicit operator Change<T>(T value) => new(value);
}
