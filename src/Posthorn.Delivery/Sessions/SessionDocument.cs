namespace Posthorn.Delivery.Sessions;

/// <summary>A document to be kept.</summary>
/// <param name="OfEncounter">Whether it belongs to the whole encounter and not to the session alone.</param>
/// <param name="Json">A JSON object, kept byte for byte.</param>
internal readonly record struct SessionDocument(bool OfEncounter, SessionPart Part, ReadOnlyMemory<byte> Json);
