using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sutler.Host.Logging;

/// <summary>Puts the redactor in front of a provider of log lines, whichever it is.</summary>
internal sealed class RedactingProvider(ILoggerProvider inner, SecretRedactor redactor) : ILoggerProvider, ISupportExternalScope
{
    /// <summary>Wraps every provider registered so far.</summary>
    public static void WrapAll(IServiceCollection services, SecretRedactor redactor)
    {
        for (var i = 0; i < services.Count; i++)
        {
            var service = services[i];
            if (service.ServiceType == typeof(ILoggerProvider) && !service.IsKeyedService)
                services[i] = ServiceDescriptor.Singleton<ILoggerProvider>(provider => new RedactingProvider(Make(service, provider), redactor));
        }
    }

    public ILogger CreateLogger(string categoryName) => new RedactingLogger(inner.CreateLogger(categoryName), redactor);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => (inner as ISupportExternalScope)?.SetScopeProvider(scopeProvider);

    public void Dispose() => inner.Dispose();

    private static ILoggerProvider Make(ServiceDescriptor service, IServiceProvider provider) =>
        (ILoggerProvider)(service.ImplementationInstance
            ?? service.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, service.ImplementationType!));
}
