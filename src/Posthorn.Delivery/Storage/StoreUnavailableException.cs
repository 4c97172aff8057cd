namespace Posthorn.Delivery.Storage;

/// <summary>The store could not make a change durable: disk full, database away. Nothing was stored.</summary>
internal sealed class StoreUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
