using System.Text.Json;

namespace Posthorn.Receiver.Links;

/// <summary>What a vendor answered. It prints as the name of its type, never as its content.</summary>
public abstract record VendorDocument
{
    private protected VendorDocument()
    {
    }

    /// <summary>The whole answer, with every member that no property has.</summary>
    public required JsonElement Json { get; init; }

    /// <summary>The name of the type.</summary>
    /// <returns>Words that may be logged.</returns>
    public sealed override string ToString() => GetType().Name;
}
