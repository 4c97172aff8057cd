namespace Posthorn.Receiver.Handling;

/// <summary>The handlers that the program adds.</summary>
/// <remarks>Filled before the host starts; after that it only answers.</remarks>
internal sealed class HandlerCatalog
{
    private readonly List<HandlerRegistration> _handlers = [];

    public IReadOnlyList<HandlerRegistration> All => _handlers;

    public void Add(HandlerRegistration handler) => _handlers.Add(handler);

    /// <param name="url">That of the handler's endpoint.</param>
    public HandlerRegistration? Find(string url) => _handlers.Find(one => one.Url == url);
}
