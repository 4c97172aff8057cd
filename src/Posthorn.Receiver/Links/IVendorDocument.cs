using System.Text.Json;

namespace Posthorn.Receiver.Links;

/// <summary>A kind of answer that can be read from JSON. Members may be missing, of another type or new: no answer makes it throw.</summary>
/// <typeparam name="TSelf">The kind itself.</typeparam>
public interface IVendorDocument<TSelf>
    where TSelf : VendorDocument, IVendorDocument<TSelf>
{
    /// <summary>Reads an answer.</summary>
    /// <param name="json">The answer.</param>
    /// <returns>What it says.</returns>
    static abstract TSelf Read(JsonElement json);
}
