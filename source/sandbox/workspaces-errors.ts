import { ServiceError } from './service.ts';

// Codes are the modelled exceptions of the WorkSpaces API; the words are the sandbox's own.

export function accessDenied(message: string): ServiceError {
  return new ServiceError('AccessDeniedException', message);
}

export function invalidParameter(message: string): ServiceError {
  return new ServiceError('InvalidParameterValuesException', message);
}

export function notFound(resourceId: string, what: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', `${what} ${resourceId} could not be found.`, 400, { ResourceId: resourceId });
}

export function unavailable(resourceId: string, message: string): ServiceError {
  return new ServiceError('ResourceUnavailableException', message, 400, { ResourceId: resourceId });
}

export function alreadyExists(message: string): ServiceError {
  return new ServiceError('ResourceAlreadyExistsException', message);
}

export function notSupported(message: string): ServiceError {
  return new ServiceError('OperationNotSupportedException', message);
}

export function wrongState(message: string): ServiceError {
  return new ServiceError('InvalidResourceStateException', message);
}

export function limitExceeded(message: string): ServiceError {
  return new ServiceError('ResourceLimitExceededException', message);
}
