using Microsoft.AspNetCore.Http;
using Posthorn.Delivery.Partners;

namespace Posthorn.Server.Pulling;

/// <summary>A question about something of a partner's.</summary>
/// <returns>The answer in the vendor's words; null is the same as not existing.</returns>
internal delegate Task<ReadOnlyMemory<byte>?> Ask<in T>(T pulls, Partner partner, HttpRequest call, CancellationToken stop);
